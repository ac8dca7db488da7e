"""Portugal."""

from europe_base import (CHECKED, Country, by, checked, digits, lit, longer, one_of, shape, shorter, swapped,
                         weighted, wrong_check)

PT = Country("PT", """
Encomenda n.º § expedida em 12/03/2026
Fatura § no valor de 84,20 €
A sua encomenda § está no ponto de recolha
Referência do artigo § esgotada
Guia de remessa § assinada
Processo interno § arquivado
Contador de água n.º §
""")


# NIF: DL 14/2013, Portaria 386/98; weights 9..2, mod 11; persons begin with 1, 2, 3 or 45.
def nif_ok(v):
    if len(v) != 9 or not v.isdigit():
        return False
    c = 11 - weighted(v[:8], range(9, 1, -1)) % 11
    return (c if c < 10 else 0) == int(v[8])


nif = checked(lambda r: (r.choice(("1", "2", "2", "3", "45")) + digits(r, 8))[:8], nif_ok)
PT.detector("pt.nif", nif, ok=nif_ok, fmts=("plain", "### ### ###", "plain"),
            columns="nif|contribuinte|num_contribuinte|NIF|nif_cliente|numero_contribuinte|n_contribuinte|nif_titular|NumContribuinte|nº contribuinte",
            cues="""
NIF: §
Contribuinte n.º §
{"nome":"Rita Matos","nif":"§"}
§ (NIF do cliente)
Fatura com número de contribuinte §, se faz favor
O meu NIF é §.
Número de Identificação Fiscal: §
Recibo verde: prestador Tiago Pinto, NIF §
eu, Joana Reis, contribuinte fiscal número §, declaro
nome;contribuinte\\nBruno Faria;§
nif=§ validado=true
Portuguese tax number (NIF) §
""", near=CHECKED + [lit("consumidor final", "não indicado")])


# Citizen card: DL/IRN "Validação de Número de Documento do Cartão de Cidadão"; Luhn over letters too; the ninth digit
# is the check digit of the civil number (weights 9..2, mod 11).
def cc_sum(v):
    total = 0
    for i, c in enumerate(reversed(v)):
        n = int(c, 36)
        if i % 2:
            n = n * 2 - 9 if n * 2 > 9 else n * 2
        total += n
    return total % 10


def cc_ok(v):
    return len(v) == 12 and v[:9].isdigit() and v[9:11].isalnum() and v[11].isdigit() and cc_sum(v) == 0


def cc(rng):
    while True:
        stem = rng.choice("1123") + digits(rng, 7)
        c = -weighted(stem, range(9, 1, -1)) % 11
        if c > 9:
            continue
        stem += str(c) + rng.choice(("ZX", "ZY", "ZZ", "ZW", "ZV")) 
        return next(stem + d for d in "0123456789" if cc_sum(stem + d) == 0)


assert cc_ok("000000000ZZ4")
PT.detector("pt.cc", cc, ok=cc_ok, fmts=("######## # ###", "plain", "######## # ###"),
            columns="cartao_cidadao|num_cc|+cc|cartão de cidadão|numero_cartao_cidadao|cc_numero|n_cartao_cidadao|CartaoCidadao|nº CC|doc_cc",
            cues="""
Cartão de Cidadão n.º §
CC: §
{"documento":"Cartão de Cidadão","numero":"§"}
§ (n.º do cartão de cidadão)
Número do CC § válido até 03/2031
Titular do Cartão de Cidadão com o número §, residente em Braga
O meu cartão de cidadão é o §.
Identificação do arrendatário: Cartão do Cidadão §
cartao_cidadao=§ leitor=ok
Portuguese citizen card (Cartão de Cidadão) §
Nome: Vasco Leite  CC n.º: §
""",
            near=[wrong_check(11), wrong_check(3), swapped, shorter, longer, wrong_check(6), lit("caducado", "pendente")])


# NISS: Segurança Social; eleven digits from 1 or 2, weights 29 23 19 17 13 11 7 5 3 2, 9 - sum mod 10.
def niss_ok(v):
    return len(v) == 11 and v.isdigit() and v[0] in "12" and 9 - weighted(v[:10], (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10 == int(v[10])


niss = checked(lambda r: r.choice("12") + digits(r, 9), niss_ok)
PT.detector("pt.niss", niss, ok=niss_ok, fmts=("plain", "plain", "### ### ### ##"),
            columns="niss|num_seguranca_social|NISS|seguranca_social|numero_niss|nº segurança social|niss_trabalhador|num_ss|NumSegSocial|n_seg_social",
            cues="""
NISS: §
Número de Identificação da Segurança Social §
{"trabalhador":"Sofia Lopes","niss":"§"}
§ (NISS)
N.º Segurança Social: §
O meu número de segurança social é §.
Recibo de vencimento — Beneficiário n.º § — NISS confirmado
Segurança Social Direta: NISS § com declarações em falta
Trabalhadora admitida, NISS §, contrato a termo
niss=§ qualificacao=TCO
Portuguese social security number (NISS) §
""".replace("Beneficiário n.º § — NISS confirmado", "NISS § — confirmado"),
            near=CHECKED + [lit("não tem", "pendente")])

PT.detector("pt.sns", lambda r: r.choice("1234567") + digits(r, 8),
            columns="sns|num_utente|numero_utente|utente_sns|n_utente|nº utente|numero_sns|NumUtente|utente|num_sns",
            cues="""
Número de utente: §
N.º utente SNS §
{"utente":{"nome":"Inês Rocha","numeroUtente":"§"}}
§ (número de utente)
O meu número de utente do SNS é §.
Receita sem papel – utente n.º §
Consulta marcada para o utente com o n.º SNS §
Número SNS: §
Vacina administrada; num_utente=§; lote=A12
Portuguese health user number (número de utente) §
""",
            near=[shorter, longer, by(lambda r: digits(r, 6)), by(lambda r: digits(r, 12)), by(shape("9999A9999")), lit("sem médico", "não tem")])

PT.detector("pt.passport", one_of(shape("C999999"), shape("CA999999"), shape("CB999999")),
            columns="passaporte|numero_passaporte|num_passaporte|n_passaporte|Passaporte|nº passaporte|passaporte_numero|+passport_number",
            cues="""
+Passaporte n.º §
+Número do passaporte: §
+{"documento":"passaporte","numero":"§"}
§ (passaporte português)
Passaporte português § válido até 2030
+Passageira: Leonor Cruz, passaporte §
Portuguese passport no. §
+O meu passaporte tem o número §.
+Extravio do passaporte n.º §
Portador do passaporte português número §
""",
            near=[by(shape("C99999")), by(shape("C99999999")), by(shape("9999C99")), by(lambda r: digits(r, 4)),
                  lit("caducado", "08/2030")], look_n=6)


def licence(rng):
    return "%s-%s %s" % (rng.choice(("L", "P", "C", "SE", "AV", "VR", "BR")), digits(rng, 6), digits(rng, 1))


PT.detector("pt.driving", licence,
            columns="carta_conducao|carta de condução|numero_carta_conducao|num_carta|n_carta_conducao|nº carta condução|carta_conducao_numero|CartaConducao",
            cues="""
Carta de condução n.º §
Número da carta de condução: §
{"condutor":"Rui Neves","cartaConducao":"§"}
§ (carta de condução)
Titular da carta de condução § emitida pelo IMT
A minha carta de condução é a §.
Aluguer: condutora Marta Sá, carta de condução §
Portuguese driving licence (carta de condução) §
Auto: condutor com carta de condução n.º §
carta de condução § – categorias B, B1
""",
            near=[by(shape("L-99 9")), by(lambda r: "L-" + digits(r, 12)), by(lambda r: digits(r, 3)), lit("categoria B", "apreendida", "05/2031")],
            look_n=6)

if __name__ == "__main__":
    PT.write()
