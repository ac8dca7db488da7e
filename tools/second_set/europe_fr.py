"""France and Monaco's neighbours in its registers."""

from europe_base import Country, birthday, by, digits, lit, longer, one_of, shape, shorter, swapped, wrong_check

FR = Country("FR", """
Commande n° § expédiée le 12/03/2026
Facture § d'un montant de 84,20 € TTC
Votre colis § est arrivé au point relais
Référence article § en rupture de stock
Dossier sinistre § transmis au gestionnaire
Bon de livraison § signé par le gardien
Compteur Linky, numéro de série §
""")


# NIR: décret du 22 janvier 1982, INSEE; key = 97 - number mod 97, 2A counts as 19, 2B as 18.
def nir_ok(v):
    if len(v) != 15 or not (v[:5] + v[7:]).isdigit() or v[0] not in "12":
        return False
    if not (v[5:7].isdigit() or v[5:7] in ("2A", "2B")) or not 1 <= int(v[3:5]) <= 12 or v[7:10] == "000":
        return False
    return int(v[13:]) == nir_key(v[:13])


def nir_key(thirteen):
    return 97 - int(thirteen.replace("2A", "19").replace("2B", "18")) % 97


def nir_stem(rng, month=None):
    born = birthday(rng)
    place = rng.choice(("13055", "31555", "33063", "44109", "59350", "67482", "69123", "75056", "75112", "92012", "2A004",
                        "2B033", "35238", "06088", "99109", "99352"))
    return "%s%02d%02d%s%03d" % (rng.choice("12"), born.year % 100, month or born.month, place, rng.randrange(1, 700))


def nir(rng):
    stem = nir_stem(rng)
    return stem + "%02d" % nir_key(stem)


def nir_month(rng):
    stem = nir_stem(rng, rng.choice((13, 14, 15, 16, 17, 18, 19)))
    return stem + "%02d" % nir_key(stem)


def nir_sex(rng):
    stem = rng.choice("069") + nir_stem(rng)[1:]
    return stem + "%02d" % nir_key(stem)


def nir_bad(rng):
    return wrong_check()(rng, nir, nir_ok)


NIR_COLUMNS = ("nir|numero_secu|num_secu|n_ss|numero_securite_sociale|NumSS|no_secu|N° Sécurité sociale|num_insee"
               "|numero_ss|nir_assure")
NIR_CUES = """
N° de sécurité sociale : §
Mon numéro de sécu est le §, merci de me renvoyer une attestation.
Assurée : Delphine Garnier, NIR §
{"assure": "Lucas Perrot", "nir": "§", "regime": "01"}
§ (numéro d'inscription au répertoire)
Bulletin de paie – Matricule 00412 – N° SS § – Emploi : cariste
Veuillez rappeler votre numéro de Sécurité sociale (§) dans toute correspondance.
nom;prenom;num_secu\\nLemoine;Claire;§
Feuille de soins : numéro d'immatriculation de l'assuré §
Déclaration DSN : S21.G00.30.001,'§' (NIR du salarié)
Ayant droit : Hugo, rattaché au numéro de sécurité sociale §
Social security number (France): §
"""
FR.detector("fr.nir", nir, NIR_COLUMNS, NIR_CUES, ok=nir_ok, fmts=("# ## ## ## ### ### ##",),
            near=[by(nir_bad), by(nir_month), by(nir_sex), swapped, shorter, longer], bare=0, look_n=5,
            look_make=lambda r: nir_sex(r), look_columns=1)
FR.detector("fr.nir_digits", nir, NIR_COLUMNS, NIR_CUES, ok=nir_ok,
            near=[by(nir_bad), by(nir_month), by(nir_sex), swapped, shorter, longer, lit("en attente", "à fournir")], bare=0,
            look_make=nir_bad)


# Tax number SPI: OECD/EU TIN description of France; the last three digits are the first ten mod 511.
def spi_ok(v):
    return len(v) == 13 and v.isdigit() and v[0] in "0123" and int(v[:10]) % 511 == int(v[10:])


def spi(rng):
    stem = rng.choice("0123") + digits(rng, 9)
    return stem + "%03d" % (int(stem) % 511)


def spi_high(rng):
    stem = rng.choice("56789") + digits(rng, 9)
    return stem + "%03d" % (int(stem) % 511)


FR.detector("fr.spi", spi, ok=spi_ok, fmts=("plain", "## ## ### ### ###"),
            columns="numero_fiscal|num_fiscal|spi|numéro fiscal|n_fiscal|numero_fiscal_reference|NumeroFiscal|num_spi"
                    "|identifiant_fiscal|no_fiscal",
            cues="""
Numéro fiscal : §
Votre numéro fiscal (§) figure en haut de votre avis d'imposition.
Déclarant 1 : n° fiscal § – Déclarant 2 : n° fiscal §
{"numeroFiscal":"§","revenuFiscalReference":"31240"}
§ (numéro fiscal de référence)
Pour me connecter à impots.gouv je saisis mon numéro fiscal § mais cela ne marche pas.
N° SPI §, adresse fiscale inchangée
Avis de taxe foncière 2025, numéro fiscal du propriétaire : §
French tax number (numéro fiscal de référence): §
spi=§ annee=2025 statut=TELEDECLARE
Pièces du locataire : Aurélie Maillard, numéro fiscal §
""",
            near=[wrong_check(), swapped, shorter, longer, by(spi_high), wrong_check(4), lit("non imposable", "à demander")])

# Passport: two digits, two letters, five digits (décret 2005-1726; PRADO). Identity card: twelve digits before 2021.
FR.detector("fr.passport", shape("99AA99999"),
            columns="passeport|numero_passeport|num_passeport|n° passeport|no_passeport|NumPasseport|passeport_numero"
                    "|+passport_number|+passport_no",
            cues="""
Passeport n° §
Numéro de passeport : § (délivré le 03/02/2021 à Lyon)
{"type":"PASSEPORT","numero":"§"}
Je soussignée Manon Rivière, titulaire du passeport n° §, certifie sur l'honneur…
§ – numéro de mon passeport, pour la réservation
Voyageurs : BLANCHET Thomas, passeport §
French passport no. § expiring 2031
+Passport number: §
Objet : perte de passeport. Le numéro du passeport perdu est §.
passager=2 passeport=§ vol=AF¬¬¬
Merci de nous envoyer la copie du passeport § avant le départ
""",
            near=[shorter, longer, by(shape("9AAA99999")), by(shape("99A999999")), lit("en cours", "14/05/2031", "périmé"),
                  by(lambda r: digits(r, 10))], look_n=6)


def card(rng):
    return "%02d%02d%s%s" % (rng.randrange(8, 21), rng.randrange(1, 13), rng.choice(("75", "69", "13", "59", "33", "92")),
                             digits(rng, 6))


FR.detector("fr.id_card", card,
            columns="cni|numero_cni|num_cni|carte_identite|n° CNI|carte_nationale_identite|NumCNI|numero_carte_identite"
                    "|no_cni|cni_numero",
            cues="""
Carte nationale d'identité n° §
CNI : §
Numéro de carte d'identité : §, délivrée par la préfecture du Rhône
{"piece":"CNI","numero":"§"}
§ (n° de CNI du bailleur)
Le souscripteur, Antoine Berger, présente sa carte d'identité n° §.
Identité vérifiée le 08/01/2026 – CNI § – agence de Dijon
Signataire : M. Faure, carte nationale d'identité numéro §
numero_cni=§ pays=FRA controle=OK
French national identity card (CNI) number §
Procuration : mandataire Élise Noël, CNI §
""",
            near=[shorter, longer, by(lambda r: digits(r, 7)), by(lambda r: digits(r, 15)), lit("perdue", "en renouvellement", "12/09/2030")],
            look_n=6)

FR.detector("fr.driving", one_of(card, shape("99AA99999")),
            columns="permis|numero_permis|num_permis|permis_conduire|n° permis|numero_permis_conduire|permis_de_conduire"
                    "|NumPermis|no_permis|+driving_licence_no",
            cues="""
Permis de conduire n° §
Numéro de permis : §, catégories B et A2
{"conducteur":"Sébastien Caron","numeroPermis":"§"}
Le conducteur, titulaire du permis n° § délivré le 04/07/2016, circulait à 62 km/h.
§ (numéro du permis de conduire)
Contrat de location : conducteur principal Inès Roche, permis §
permis_conduire=§ points=12
Attestation employeur : permis de conduire numéro § en cours de validité
French driving licence (permis de conduire) §
Fichier chauffeurs : Kévin Dumas / permis n° § / FIMO à jour
""",
            near=[shorter, longer, by(shape("9AAA9999")), by(lambda r: digits(r, 7)), lit("catégorie B", "suspendu", "02/2029")],
            look_n=6)

if __name__ == "__main__":
    FR.write()
