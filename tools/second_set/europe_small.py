"""Luxembourg, Malta, Cyprus."""

from europe_base import Country, birthday, by, digits, lit, longer, luhn, pick, shape, shorter, swapped, wrong_check

LU = Country("LU", """
Commande n° § expédiée le 12/03/2026
Facture § d'un montant de 84,20 €
Rechnung Nr. § über 149,90 EUR
Votre colis § est au PackUp
Dossier interne § clôturé
Article § en rupture de stock
Compteur d'eau n° §
""")

# Matricule: loi du 19 juin 2013, règlement grand-ducal du 21 novembre 2013; YYYYMMDD, three digits, Luhn, Verhoeff (each on
# the first eleven).
D = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
     [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
     [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
P = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
while len(P) < 8:
    P.append([P[-1][P[1][i]] for i in range(10)])


def verhoeff(v):
    c = 0
    for i, d in enumerate(reversed(v)):
        c = D[c][P[i % 8][int(d)]]
    return c == 0


assert verhoeff("2363")


def matricule_ok(v):
    return (len(v) == 13 and v.isdigit() and v[:2] in ("19", "20") and 1 <= int(v[4:6]) <= 12 and 1 <= int(v[6:8]) <= 31
            and luhn(v[:12]) and verhoeff(v[:11] + v[12]))


def matricule(rng, cut=None):
    date = birthday(rng).strftime("%Y%m%d")
    stem = (cut(rng, date) if cut else date) + digits(rng, 3)
    a = next(c for c in "0123456789" if luhn(stem + c))
    return stem + a + next(c for c in "0123456789" if verhoeff(stem + c))


def matricule_date(rng):
    return matricule(rng, lambda r, d: r.choice((d[:4] + r.choice(("13", "00", "19")) + d[6:], d[:6] + r.choice(("32", "00", "45")))))


LU.detector("lu.matricule", matricule, ok=matricule_ok, fmts=("plain", "plain", "#### ## ## #####"),
            columns="matricule|matricule_national|numero_matricule|no_matricule_cns|sozialversicherungsnummer|matricule_cns|n° matricule"
                    "|matricule_assure|numero_identification_national|lu_matricule",
            cues="""
Matricule nationale : §
+N° de matricule : §
{"nom":"Weber","prenom":"Luc","matriculeNational":"§"}
§ (matricule CNS)
Numéro d'identification national : §
+Mon matricule est le §.
Assurée Claire Muller, matricule CNS §
CCSS – déclaration d'entrée, matricule §
+Sozialversicherungsnummer (Matricule): §
+nom;matricule\\nSchmit;§
Luxembourg national identification number (matricule) §
""", near=[wrong_check(), wrong_check(11), by(matricule_date), swapped, shorter, longer, by(matricule_date), lit("inconnu", "frontalier")])

LU.detector("lu.passport", lambda r: pick(r, "JKNP") + pick(r, "0123456789CDFGHJKLMNPRTVWXYZ", 2) + digits(r, 3)
            + pick(r, "0123456789CDFGHJKLMNPRTVWXYZ", 2),
            columns="passeport|numero_passeport|no_passeport|reisepass|passeport_luxembourgeois|n° passeport|+passport_number|passnummer",
            tied=True, cues="""
Passeport n° §
Numéro de passeport : §
{"passeport":"§","nationalite":"LUX"}
§ (passeport luxembourgeois)
Passeport luxembourgeois n° § valable jusqu'en 2031
Reisepass Nr. §
Luxembourg passport no. §
Voyageur : Marc Thill, passeport §
Mon passeport luxembourgeois porte le numéro §.
Perte du passeport numéro §
""", near=[by(lambda r: pick(r, "JKN") + digits(r, 3)), by(lambda r: pick(r, "JKN") + digits(r, 11)), lit("périmé", "12.05.2031", "en cours"),
           by(lambda r: digits(r, 4)), by(lambda r: "JKN-" + digits(r, 2))], look_n=6)

MT = Country("MT", """
Your order § has been dispatched by MaltaPost
Invoice § for €48.00 is overdue
Delivery note § signed at the warehouse
Ordni § mibgħuta
Case § closed by the agent
Part § is out of stock
Meter § last read in May
""")
# Identity card: up to seven digits and a letter (Identità; Purview page). Tax number of others: nine digits whose pairs in
# front are 11, 22 … 88 (OECD TIN sheet of Malta).
MT.detector("mt.id_card", lambda r: "0" + digits(r, 4) + "%02d" % r.randrange(40, 99) + pick(r, "MMMGALHBPZ"),
            columns="id_card|karta_tal_identita|id_card_no|ID Card No.|maltese_id|numru_karta_identita|idCardNo|karta_identita_nru",
            tied=True, cues="""
ID card no. §
Karta tal-identità nru §
{"name":"Maria Borg","idCard":"§"}
§ (Maltese ID card)
I, the undersigned Joseph Camilleri, holder of ID card number §
Numru tal-karta tal-identità: §
My Maltese identity card number is §.
Tenant: Rebecca Vella, ID card §
Lease register, ID Card No. §
identity card number § (Identità)
""", near=[shorter, longer, by(lambda r: digits(r, 7) + pick(r, "CDEFJKNQ")), by(shape("99M99999")), lit("expired", "not held", "12/05/2031")],
            look_n=6)
MT.detector("mt.tin", lambda r: r.choice(("11", "22", "33", "44", "55", "66", "77", "88")) + digits(r, 7),
            columns="tin|tax_number_mt|income_tax_number|tax_identification_number|malta_tin|tin_number|taxIdentificationNumber|numru_tat_taxxa",
            tied=True, cues="""
Income tax number: §
TIN: §
{"taxpayer":"Anton Grech","tin":"§"}
§ (Maltese TIN)
Tax identification number §
Numru tat-taxxa: §
My Maltese tax number is §.
FS3 statement, income tax number §
Malta TIN of the non-resident: §
Commissioner for Revenue – Taxpayer TIN §
""", near=[shorter, longer, by(shape("9999A9999")), by(lambda r: digits(r, 5)), lit("applied for", "none")], look_n=6)
MT.detector("mt.passport", lambda r: r.choice("0123") + digits(r, 6),
            columns="passport_number|passport_no|passaport|numru_passaport|maltese_passport|passport|passportNumber|passaport_nru",
            tied=True, cues="""
Maltese passport no. §
Passaport nru §
{"passportNumber":"§","nationality":"MLT"}
§ (Maltese passport)
Numru tal-passaport: §
Passport number: §
Passenger: Karl Zammit, passport §
My Maltese passport number is §.
Malta passport § valid until 2031
passport_no=§ issuing=MLT
""", near=[by(lambda r: digits(r, 4)), by(lambda r: digits(r, 13)), by(shape("99A9999999")), lit("expired", "12/05/2031"),
           by(lambda r: digits(r, 3))], look_n=6)

CY = Country("CY", """
Η παραγγελία § απεστάλη
Your order § has been dispatched
Τιμολόγιο § ποσού 84,20 €
Invoice § is overdue
Το δέμα § είναι στο κατάστημα
Delivery note § signed
Μετρητής νερού αρ. §
""")


# TIC: Cyprus Tax Department, OECD TIN sheet; eight digits, a letter from the sums of places (odd ones translated) mod 26;
# persons begin with 0.
def tic_ok(v):
    if len(v) != 9 or not v[:8].isdigit() or v[:2] == "12":
        return False
    odd = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
    return chr(65 + sum(odd[int(c)] if i % 2 == 0 else int(c) for i, c in enumerate(v[:8])) % 26) == v[8]


def tic(rng):
    stem = "0" + rng.choice("0123") + digits(rng, 6)
    return next(stem + c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if tic_ok(stem + c))


CY.detector("cy.tic", tic, ok=tic_ok,
            columns="tic|tax_identification_code|tic_number|ΑΦΤ|+tin|tic_no|arithmos_forologikis_taftotitas|cyprus_tic|afm_kyprou_tic",
            cues="""
TIC: §
Tax Identification Code §
{"taxpayer":"Andreas Georgiou","tic":"§"}
§ (Cyprus TIC)
+Αριθμός Φορολογικής Ταυτότητας: §
+Α.Φ.Τ. §
My TIC is §, registered in Limassol.
Cyprus tax number (TIC) §
TaxisNet Cyprus, TIC §
Payslip: Eleni Christou, Tax Identification Code (TIC) §
""", near=[wrong_check(8), swapped, shorter, longer, wrong_check(4), lit("pending", "none")],
            look_make=lambda r: wrong_check(8)(r, tic, tic_ok), bare=0)
CY.detector("cy.passport", shape("K99999999"),
            columns="passport_number|diavatirio|διαβατήριο|passport_no|αριθμός διαβατηρίου|cyprus_passport|passportNumber|arithmos_diavatiriou",
            tied=True, cues="""
Διαβατήριο αρ. §
Αριθμός διαβατηρίου: §
{"passportNumber":"§","nationality":"CYP"}
§ (Cyprus passport)
Cypriot passport no. §
Κυπριακό διαβατήριο § σε ισχύ
Passenger: Stavros Ioannou, passport §
My Cyprus passport number is §.
Cyprus passport § valid until 2031
passport_no=§ issuing=CYP
""", near=[shorter, longer, by(shape("9999K9999")), by(lambda r: digits(r, 4)), lit("expired", "έληξε", "12/05/2031")], look_n=6)

if __name__ == "__main__":
    for country in (LU, MT, CY):
        country.write()
