"""Italy."""

from europe_base import Country, birthday, by, digits, lit, longer, one_of, pick, shape, shorter, swapped, wrong_check

IT = Country("IT", """
Ordine n. § spedito il 12/03/2026
Fattura § di 122,00 euro
Il pacco § è in consegna oggi
Pratica § assegnata all'ufficio tecnico
Codice articolo § esaurito
DDT § firmato dal magazziniere
Contatore gas matricola §
""")

# Codice fiscale: DM 23/12/1976; odd and even tables, months A B C D E H L M P R S T, women's day + 40, omocodia LMNPQRSTUV.
ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
               (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
                10, 22, 25, 24, 23)))
EVEN = {c: (int(c) if c.isdigit() else ord(c) - 65) for c in ODD}
MONTHS = "ABCDEHLMPRST"
OMOCODE = "LMNPQRSTUV"
SURNAMES = ["RSS", "BNC", "FRR", "CLM", "GLL", "MRT", "BRN", "RZZ", "CNT", "LMB", "DNG", "PLL", "VTL", "SRR", "FNT"]
NAMES = ["MRA", "LCU", "GLI", "NNA", "LSS", "FNC", "CHR", "GPP", "LRA", "MTT", "DVD", "SRA", "PLA", "STF"]
PLACES = ["H501", "F205", "L219", "F839", "D612", "A944", "G273", "A662", "L736", "D969", "C351", "Z112", "Z404", "F257"]


def letter(stem):
    return chr(65 + sum(EVEN[c] if i % 2 else ODD[c] for i, c in enumerate(stem)) % 26)


def plain_digits(v):
    return "".join(str(OMOCODE.index(c)) if i in (6, 7, 9, 10, 12, 13, 14) and c in OMOCODE else c for i, c in enumerate(v))


def cf_ok(v):
    v = v.upper()
    if len(v) != 16 or not all(c in ODD for c in v):
        return False
    w = plain_digits(v)
    if not (w[:6].isalpha() and w[6:8].isdigit() and w[8] in MONTHS and w[9:11].isdigit() and w[11].isalpha()
            and w[12:15].isdigit()):
        return False
    return 1 <= int(w[9:11]) % 40 <= 31 and int(w[9:11]) <= 71 and letter(v[:15]) == v[15]


def cf_stem(rng, day=None, month=None):
    born = birthday(rng)
    day = day or born.day + rng.choice((0, 40))
    return "%s%s%02d%s%02d%s" % (rng.choice(SURNAMES), rng.choice(NAMES), born.year % 100, month or MONTHS[born.month - 1],
                                 day, rng.choice(PLACES))


def cf(rng):
    stem = cf_stem(rng)
    if rng.random() < 0.12:
        stem = stem[:14] + OMOCODE[int(stem[14])]
    return stem + letter(stem)


def cf_day(rng):
    stem = cf_stem(rng, day=rng.choice((32, 35, 39, 72, 80, 99)))
    return stem + letter(stem)


def cf_month(rng):
    stem = cf_stem(rng, month=rng.choice("FGIJKNOQ"))
    return stem + letter(stem)


def cf_bad(rng):
    return wrong_check(15)(rng, cf, cf_ok)


IT.detector("it.codicefiscale", cf, ok=cf_ok, fmts=("plain", "plain", "l:plain", "### ### ##### #####"),
            columns="codice_fiscale|cf|cod_fiscale|CodiceFiscale|codfisc|cod_fisc|C.F.|codice fiscale cliente|cf_paziente"
                    "|cf_dipendente|cod_fiscale_intestatario",
            cues="""
Codice fiscale: §
C.F. §
Il sottoscritto Davide Serra, codice fiscale §, dichiara di accettare.
{"nome":"Chiara","cognome":"Fontana","codiceFiscale":"§"}
§ (codice fiscale del paziente)
Buongiorno, il mio codice fiscale è §, attendo la fattura.
Ricetta elettronica – assistito CF § – esenzione E01
Cognome;Nome;CF\\nRizzo;Paola;§
<CodiceFiscale>§</CodiceFiscale>
Busta paga 02/2026 Dipendente: Vitale Stefano C.F.: § Livello 4
Gentile cliente, la polizza è intestata al codice fiscale §.
Italian tax code (codice fiscale): §
""",
            near=[by(cf_bad), by(cf_day), by(cf_month), swapped, shorter, longer, lit("da richiedere", "00000000000")],
            look_make=cf_bad, bare=0, near_fmts=("plain",))

# Passport: two letters, seven digits. Identity card: paper two letters and seven digits; CIE two letters, five digits, two
# letters (Ministero dell'Interno). Licence: U1 and alphanumerics, or the province's letters, ten characters (MIT, PRADO).
IT.detector("it.passport", shape("YA9999999"),
            columns="passaporto|numero_passaporto|num_passaporto|n. passaporto|passaporto_numero|NumPassaporto|nr_passaporto"
                    "|+passport_number|n_passaporto",
            cues="""
Passaporto n. §
Numero di passaporto: §, scadenza 11/2032
{"tipoDocumento":"passaporto","numero":"§"}
§ (passaporto rilasciato dalla Questura di Torino)
La signora Lombardi viaggia con passaporto §.
Ho smarrito il passaporto numero § il 4 febbraio.
Documento: passaporto nr. §
+Passport no. §
Italian passport § – valid
Ospite camera 12: Marco Galli, passaporto §
""",
            near=[shorter, longer, by(shape("9A9999999")), by(shape("YA999999A9")), lit("scaduto", "11/11/2032", "in rinnovo")], look_n=6)

IT.detector("it.id_card", one_of(shape("CA99999AA", "ABCDEFGHJKLMNPRSTUVWXYZ"), shape("AX9999999"), shape("AV9999999"),
                                 shape("CA99999AA", "ABCDEFGHJKLMNPRSTUVWXYZ")),
            columns="carta_identita|numero_carta_identita|ci_numero|carta d'identità|num_carta_identita|nr_carta_identita"
                    "|CartaIdentita|numero_ci|n. carta identità|cie_numero",
            cues="""
Carta d'identità n. §
Numero carta di identità: § rilasciata dal Comune di Parma
{"documento":"CARTA IDENTITA","numero":"§"}
§ (carta d'identità elettronica)
Identificato mediante carta d'identità nr. §
La mia carta d'identità è la §, scade a giugno.
CIE numero §, PIN a parte
Delega: allego copia della carta d'identità n. § del delegante
Check-in ospiti: Anna Bruno – carta d'identità §
Italian identity card (carta d'identità) §
""",
            near=[shorter, longer, by(shape("9999999")), by(shape("C9A99A9A9")), lit("scaduta", "12/05/2033", "da esibire")], look_n=6)


def it_licence(rng):
    if rng.random() < 0.5:
        return "U1" + pick(rng, "ABCDEFGHKLMNPRSTVWXYZ") + digits(rng, 2) + pick(rng, "ABCDEFGHKLMNPRSTVWXYZ") \
            + digits(rng, 3) + pick(rng, "ABCDEFGHKLMNPRSTVWXYZ")
    return rng.choice(("MI", "TO", "NA", "BO", "RM", "FI")) + digits(rng, 7) + pick(rng, "ABCDEFGHKLMNPRSTVWXYZ")


IT.detector("it.driving", it_licence,
            columns="patente|numero_patente|num_patente|patente_guida|n. patente|NumPatente|patente_numero|nr_patente"
                    "|+driving_licence_no|n_patente",
            cues="""
Patente n. §
Numero patente di guida: §, categoria B
{"conducente":"Luca Conti","numeroPatente":"§"}
Patente di guida § rilasciata dalla MCTC di Milano
§ (n. patente)
Il conducente esibisce la patente nr. §.
Noleggio: guidatore Sara Colombo, patente §
Verbale: trasgressore titolare di patente cat. B numero §
Italian driving licence (patente) §
Le comunico il numero della mia patente: §
""",
            near=[shorter, longer, by(shape("9999999A99")), by(shape("A99999999A")), lit("categoria B", "sospesa", "03/2030")], look_n=6)

if __name__ == "__main__":
    IT.write()
