"""Spain."""

from europe_base import Country, by, digits, lit, longer, pick, shape, shorter, swapped, wrong_check

ES = Country("ES", """
Pedido nº § enviado el 12/03/2026
Factura § por importe de 121,00 €
Número de seguimiento §, entrega prevista mañana
Expediente interno § archivado
Referencia del artículo: §
Albarán § firmado en recepción
Contador de agua § – lectura 00412
""")
LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


# DNI, NIE: Real Decreto 1553/2005, 338/1990; letter = number mod 23, X Y Z count as 0 1 2.
def dni_ok(v):
    return len(v) == 9 and v[:8].isdigit() and LETTERS[int(v[:8]) % 23] == v[8]


def dni(rng):
    n = "%08d" % rng.randrange(10000000, 79000000)
    return n + LETTERS[int(n) % 23]


def nie_ok(v):
    return len(v) == 9 and v[0] in "XYZ" and v[1:8].isdigit() and LETTERS[int(str("XYZ".index(v[0])) + v[1:8]) % 23] == v[8]


def nie(rng):
    n = rng.choice("XYZ") + digits(rng, 7)
    return n + LETTERS[int(str("XYZ".index(n[0])) + n[1:]) % 23]


def forbidden_letter(rng):
    return dni(rng)[:8] + pick(rng, "IÑOU")


ES.detector("es.dni", dni, ok=dni_ok, fmts=("plain", "########-#", "plain", "##.###.###-#", "l:plain", "######## #"),
            columns="dni|nif|num_dni|DNI|documento_identidad|dni_cliente|nif_titular|numero_documento_nacional|DNI/NIF"
                    "|dni_nif|N.I.F.|dni_empleado",
            cues="""
DNI: §
Yo, Marta Gil Pons, con DNI §, autorizo a recoger el paquete.
{"nombre":"Íñigo Salas","dni":"§"}
§ (DNI del arrendador)
D. Pablo Rey, mayor de edad, con D.N.I. § y domicilio en Burgos
Titular;NIF;Importe\\nNuria Vidal;§;45,20
Mi número de DNI es §, ¿necesitan también la fecha de caducidad?
dni=§ resultado=APTO
Contrato de trabajo: el trabajador, con NIF §, prestará servicios como camarero
Por favor, facturad a Raquel Sanz, NIF §, C/ Mayor 4.
Documento Nacional de Identidad nº §
Spanish national ID (DNI) §
""",
            near=[wrong_check(8), swapped, shorter, longer, wrong_check(3), by(forbidden_letter), lit("pendiente", "no consta", "12345678A")],
            look_make=lambda r: wrong_check(8)(r, dni, dni_ok), bare=0)

ES.detector("es.nie", nie, ok=nie_ok, fmts=("plain", "#-#######-#", "plain", "########-#", "l:plain"),
            columns="nie|num_nie|numero_nie|NIE|nie_extranjero|identidad_extranjero|nie_cliente|N.I.E.|dni_nie"
                    "|tarjeta_residencia_nie",
            cues="""
NIE: §
Con NIE número §, residente en Valencia
{"tipoDocumento":"NIE","numero":"§"}
§ (número de identidad de extranjero)
Mi NIE es § y mi pasaporte está en trámite.
Número de Identidad de Extranjero (N.I.E.): §
Trabajadora: Ioana Petrescu – NIE § – alta 01/02/2026
nombre,nie\\nAhmed Bennani,§
Cita en extranjería para el NIE § el martes a las 9:30
Spanish NIE number §
nie=§ estado=renovado
""",
            near=[wrong_check(8), swapped, shorter, longer, wrong_check(4),
                  by(lambda r: pick(r, "ABCDV") + nie(r)[1:]), lit("en trámite", "no tiene")],
            look_make=lambda r: wrong_check(8)(r, nie, nie_ok), bare=0)


# NIF K, L, M: RD 1065/2007 art. 19-20. Sources differ on the control letter (as the DNI's, or as an entity's), so good
# values satisfy both ways and bad ones neither.
def entity_letter(seven):
    total = sum(map(int, seven[1::2])) + sum(sum(map(int, str(2 * int(c)))) for c in seven[0::2])
    return "JABCDEFGHI"[-total % 10]


def klm_ok(v):
    if len(v) != 9 or v[0] not in "KLM" or not v[1:8].isdigit():
        return False
    return v[8] in (entity_letter(v[1:8]), LETTERS[int(v[1:8]) % 23])


def klm(rng):
    while True:
        n = digits(rng, 7)
        if entity_letter(n) == LETTERS[int(n) % 23]:
            return rng.choice("KLM") + n + entity_letter(n)


ES.detector("es.nif", klm, ok=klm_ok, fmts=("plain", "plain", "#-#######-#"),
            columns="nif|nif_titular|numero_nif|NIF|nif_menor|identificacion_fiscal|nif_cliente|num_identificacion_fiscal"
                    "|N.I.F.|nif_contribuyente",
            cues="""
NIF: §
Número de identificación fiscal §
{"titular":"Leo Marín (menor)","nif":"§"}
§ (NIF provisional asignado por la AEAT)
El menor, con NIF §, representado por su madre
Español residente en el extranjero, NIF §
Modelo 030: N.I.F. asignado §
cuenta infantil nif=§ alta=2026-02-11
Mi NIF de no residente es §, adjunto la tarjeta.
Titular 2: NIF § (sin NIE)
Spanish tax number (NIF): §
""",
            near=[wrong_check(8), swapped, shorter, longer, wrong_check(3), lit("no facilitado", "pendiente")],
            look_make=lambda r: wrong_check(8)(r, klm, klm_ok), bare=0)


# Social security number: TGSS; the last two digits are the first ten mod 97 (the middle part has eight digits here).
def nss_ok(v):
    if len(v) != 12 or not v.isdigit() or not 1 <= int(v[:2]) <= 53 and v[:2] != "66":
        return False
    body = v[:10] if v[2] != "0" else v[:2] + v[3:10]
    return int(body) % 97 == int(v[10:])


def nss(rng):
    n = "%02d%s%s" % (rng.randrange(1, 53), rng.choice("123456789"), digits(rng, 7))
    return n + "%02d" % (int(n) % 97)


def nss_province(rng):
    n = "%02d%s%s" % (rng.randrange(70, 99), rng.choice("123456789"), digits(rng, 7))
    return n + "%02d" % (int(n) % 97)


ES.detector("es.nss", nss, ok=nss_ok, fmts=("plain", "##/########/##", "## ######## ##", "##/##########"),
            columns="nss|num_seguridad_social|numero_afiliacion|naf|NSS|n_seg_social|seguridad_social|nuss"
                    "|Nº Seg. Social|num_afiliacion_ss|nass",
            cues="""
Nº Seguridad Social: §
Número de afiliación a la Seguridad Social § (vida laboral)
{"empleado":"Gema Rubio","nss":"§"}
NAF: §  Grupo de cotización: 07
§ (NUSS de la trabajadora)
Hola, os paso mi número de la seguridad social: §. Saludos, Iván
Parte de baja – N.º de la Seguridad Social § – contingencia: enfermedad común
Nómina marzo · N. Afil. S.S. § · Antigüedad 01/09/2018
El número de Seguridad Social de mi hijo es §.
nuss=§ regimen=0111
Spanish social security number (NUSS) §
""",
            near=[wrong_check(), swapped, shorter, longer, by(nss_province), wrong_check(5), lit("pendiente de alta", "no tiene")])

# Passport: three letters and six digits (PRADO). Licence: RD 818/2009, the number is that of the DNI or NIE.
ES.detector("es.passport", shape("AAA999999", "ABCDEFGHJKLMNPRSTVX"),
            columns="pasaporte|numero_pasaporte|num_pasaporte|nº pasaporte|pasaporte_numero|NumPasaporte|n_pasaporte"
                    "|+passport_number|pasaporte_nro",
            cues="""
Pasaporte nº §
Número de pasaporte: §, caduca el 10/11/2030
{"documento":"PASAPORTE","numero":"§"}
§ (pasaporte español)
Viajera: Carmen Ibáñez, pasaporte §
Mi pasaporte es el § y viajo el 3 de mayo.
Denuncia por extravío del pasaporte número §
+Passport no: §
Spanish passport § issued in Madrid
Con pasaporte español n.º §, expedido en Sevilla
""",
            near=[shorter, longer, by(shape("9999AA999")), by(shape("AAAA99999")), lit("caducado", "22/08/2031", "no aporta")], look_n=6)

ES.detector("es.driving", dni, ok=dni_ok, fmts=("plain", "########-#"),
            columns="permiso_conducir|carnet_conducir|numero_permiso_conducir|permiso_conduccion|nº permiso de conducir"
                    "|carne_conducir|num_carnet_conducir|+driving_licence_number|permiso_de_conducir",
            cues="""
Permiso de conducir nº §
Carnet de conducir: §, clase B desde 2009
{"conductor":"Óscar Nieto","permisoConducir":"§"}
Permiso de conducción § expedido por la Jefatura de Tráfico de Murcia
§ (nº de carné de conducir)
Alquiler de furgoneta: carné de conducir §
Spanish driving licence (permiso de conducir) §
El número de su permiso de conducir, §, coincide con el del documento.
Conductor 2 – permiso de conducir: § – puntos: 12
Licencia de conducir española §
""",
            near=[wrong_check(8), swapped, shorter, longer, by(forbidden_letter), lit("clase B", "retirado")],
            look_make=lambda r: wrong_check(8)(r, dni, dni_ok), bare=0)

if __name__ == "__main__":
    ES.write()
