"""Medical: ICD-10 and ICD-11 codes, blood groups, record numbers, insurance members, the European health insurance card.

Rules: WHO ICD-10 and ICD-11 (shapes of the codes), ISBT 128 (blood groups), Decision S1 of 2009 on the European health insurance
card (number of twenty characters beginning 80 and the country's numeric code).
"""

import random

from world_common import Cases, digits, identifier, letters, luhn

TEN = ["E11.9", "I10", "J45.909", "F32.1", "C50.911", "K21.9", "M54.5", "G43.009", "Z23", "S72.001A", "N18.3", "B20", "F41.1", "O80", "U07.1", "E66.01", "D50.9", "H40.11X0", "F10.20", "I25.10"]
ELEVEN = ["5A11", "BA00", "CA23.32", "6A70.1", "2C6Z", "DA22.Z", "ME84.2", "8A80.1", "1C62.Z", "6B00", "5B81.0", "3A00.Z"]
GROUPS = ["A+", "O-", "AB+", "B-", "0+", "A Rh+", "O negative", "AB-", "B+", "A positive", "O Rh negative"]


def all_files():
    out = Cases("medical")
    rng = random.Random("world medical")
    who = "user.health_and_medical"
    for i, name in enumerate(["icd10", "icd_code", "diagnosis_code", "ICD-10", "icd10_code", "primary_diagnosis_code", "dx_code", "Diagnoseschlüssel", "code_cim10", "cie10", "icd", "ICD"]):
        out.add(who, "column", TEN[i], TEN[i], column=name)
    for i, line in enumerate(["ICD-10: {}", "Diagnosis {} (ICD-10)", "Dx: {}", "ICD-10-CM {}", "Diagnose: {} G", "icd10={}", '{{"icd10":"{}"}}', "diagnosis code {}", "coded as ICD-10 {}", "CIM-10 : {}", "CIE-10: {}", "admitted with {}, ICD-10 code", "Principal diagnosis: {}", "ICD10 {} confirmed"]):
        value = TEN[(i * 3) % len(TEN)]
        out.add(who, "cue", line.format(value), value)
    for text in ["Highway I10 is closed.", "paper size B20", "part S72 of the pump", "vitamin B12 and D3", "cell E11 of the sheet", "seat C50", "the M54 motorway", "room F32", "LED type J45", "Bus Z23 is late", "screw M10", "key G43 on the keyboard", "grade A1, B2, C3", "gate K21"]:
        out.add("intl.icd", "log", text)
    for text in ["ICD-10: ZZ9", "ICD-10: 1234", "ICD-10: E1", "ICD-10: EE11", "ICD-10: E11.99999", "ICD-10 chapter IV", "ICD-10: none", "ICD-10: A", "ICD-10: 11E.9"]:
        out.add("intl.icd", "near-miss", text)
    for i, name in enumerate(["icd11", "icd11_code", "ICD-11", "icd_11", "diagnosis_icd11", "icd11_stem"]):
        out.add(who, "column", ELEVEN[i], ELEVEN[i], column=name)
    for i, line in enumerate(["ICD-11: {}", "ICD-11 {}", "icd11={}", '{{"icd11":"{}"}}', "coded ICD-11 {} today", "Diagnosis (ICD-11): {}", "CIE-11: {}", "ICD-11 code {}", "CIM-11 : {}", "MMS ICD-11 {}"]):
        value = ELEVEN[(i * 5) % len(ELEVEN)]
        out.add(who, "cue", line.format(value), value)
    for text in ["version 5A11 of the board", "room 6B00", "colour code 2C6Z", "part BA00-17", "seat 6A", "hex 5B81", "gate CA23"]:
        out.add("intl.icd_eleven", "log", text)
    for text in ["ICD-11: 5I11", "ICD-11: 5A", "ICD-11: 5O11", "ICD-11: none", "ICD-11: AAAA", "ICD-11: 5A11.ABCDE", "ICD-11 was released in 2018", "ICD-11: 55555"]:
        out.add("intl.icd_eleven", "near-miss", text)
    for i, name in enumerate(["blood_group", "blood_type", "Blutgruppe", "groupe_sanguin", "grupo_sanguineo", "gruppo_sanguigno", "tipo_sanguineo", "血液型", "血型", "रक्त समूह", "bloodgroup"]):
        out.add(who, "column", GROUPS[i % 6], GROUPS[i % 6], column=name)
    for i, line in enumerate(["Blood group: {}", "blood type {}", "Blutgruppe: {}", "Groupe sanguin : {}", "Grupo sanguíneo: {}", "Gruppo sanguigno: {}", "blood_group={}", '{{"bloodType":"{}"}}', "Her blood group is {}.", "रक्त समूह: {}", "血液型：{}"]):
        value = ["A+", "O-", "AB+", "B-", "AB-", "B+"][i % 6]
        out.add(who, "cue", line.format(value), value)
    for text in ["grade A+ in physics", "rated B- by the agency", "O- ring seal", "A+ certification", "energy class A+", "group B+ of the choir", "AB+ test of the page", "score B+"]:
        out.add("intl.blood_group", "log", text)
    for text in ["Blood group: C+", "blood type: unknown", "Blutgruppe: XY", "Blood group: AA-", "blood type {}".format("Z+"), "Blood group: n/a", "blood group systems were found in 1901", "Blood group: 7"]:
        out.add("intl.blood_group", "near-miss", text)

    record = Cases("medical_records")
    who = "user.health_and_medical.record_id"
    for name in ["mrn", "MRN", "medical_record_number", "patient_id", "patient_no", "hospital_number", "Patientennummer", "numero_dossier_patient", "historia_clinica", "med_rec_no", "chart_number", "nhc"]:
        value = rng.choice([digits(rng, 8, "123456789"), letters(rng, 2) + digits(rng, 7), digits(rng, 7, "123456789")])
        if name in ("nhc",):
            continue
        record.add(who, "column", value, value, column=name)
    for line in ["MRN: {}", "MRN {}", "Medical record number: {}", "Medical Record No. {}", "Patient ID: {}", "patient (MRN {}) was seen", "mrn={}", '{{"mrn":"{}"}}', "Patientennummer: {}", "N° de dossier patient : {}", "Historia clínica: {}", "Hospital number {}", "<mrn>{}</mrn>", "Chart MRN# {}"]:
        value = digits(rng, 8, "123456789")
        record.add(who, "cue", line.format(value), value)
    for pattern in ["Order no. {}", "invoice {}", "ticket {} closed", "job {} ok", "page {}", "record {} of 99999999", "db record id {} deleted", "{}"]:
        record.add("intl.medical_record", "log", pattern.format(digits(rng, 8, "123456789")))
    for text in ["MRN: n/a", "MRN: -", "MRN: unknown", "medical record is missing", "MRN: pending", "Medical records office, room 4", "the patient has no record", "MRN: ?"]:
        record.add("intl.medical_record", "near-miss", text)
    for name in ["member_id", "insurance_member_id", "policy_number_health", "health_insurance_no", "insurance_id", "Versichertennummer", "numero_adherent", "subscriber_id", "health_plan_member_id", "insurance_member_no"]:
        value = rng.choice([letters(rng, 3) + digits(rng, 9), digits(rng, 10, "123456789")])
        if name in ("member_id", "policy_number_health", "subscriber_id", "numero_adherent"):
            continue
        record.add(who, "column", value, value, column=name)

    def ehic(r):
        body = "80" + r.choice(["276", "040", "250", "528", "616", "752", "380"]) + digits(r, 14)
        return body + luhn(body)

    identifier(record, "intl.ehic", None, ["ehic", "EHIC", "ehic_number", "european_health_insurance_card"], ["EHIC", "EHIC number", "European Health Insurance Card", ("fr", "CEAM"), ("es", "Tarjeta Sanitaria Europea")], ehic, [lambda r: "80999" + ehic(r)[5:], lambda r: ehic(r)[:-2], lambda r: "70" + ehic(r)[2:], lambda r: ehic(r) + "4", lambda r: "80000" + ehic(r)[5:]])
    return [out, record]
