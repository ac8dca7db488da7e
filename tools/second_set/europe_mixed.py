"""Letters, forms, exports and logs with several identifiers beside dates, amounts and order numbers: each detector must
report its own values and no other. `<id>` stands for a value of that detector, `¬` for a random digit."""

import random
import re

import europe_adriatic as adriatic
import europe_alps as alps
import europe_balkan_east as balkan
import europe_baltic as baltic
import europe_be as be
import europe_cz_sk as cz_sk
import europe_de as de
import europe_east as east
import europe_es as es
import europe_fr as fr
import europe_gb as gb
import europe_hu as hu
import europe_ie as ie
import europe_it as it
import europe_nl as nl
import europe_nordic as nordic
import europe_pl as pl
import europe_pt as pt
import europe_small as small
from europe_base import Country, apply

MIXED = Country("EU", file="europe_mixed")
TEXTS = [
    (de.DE, """Sehr geehrte Damen und Herren,
hiermit bestätige ich meinen Eintritt zum 01.04.2026 (Personalnr. 10¬¬¬). Für die Abrechnung:
Steuer-ID: <de.idnr>
Sozialversicherungsnummer: <de.rvnr>
Krankenversichertennummer: <de.kvnr>
Kontoinhaberin bin ich selbst. Bei Fragen: Durchwahl ¬¬¬¬.
Mit freundlichen Grüßen, Katrin Vollmer"""),
    (de.DE, """Schadenmeldung 2026/¬¬¬¬¬
Datum: 14.02.2026, 17:35 Uhr   Schadenhöhe: ca. 2.350,00 EUR
Fahrer: Dennis Ohlsen, Führerschein-Nr. <de.driving>
Kennzeichen: <de.plate>   Kennzeichen Gegner: <de.plate>
Ausgewiesen mit Personalausweis <de.id_card>"""),
    (de.DE, """Rechnung 2026-0¬¬¬  vom 03.03.2026  Kundennr. ¬¬¬¬¬
Webdesign, 12 Std. à 80,00 EUR          960,00 EUR
Steuernummer: <de.steuernummer>
Zahlbar bis 17.03.2026 unter Angabe der Rechnungsnummer 2026-0¬¬¬"""),
    (fr.FR, """Fiche de renseignements – nouvelle salariée
Nom : Vasseur   Prénom : Léa   Née le 14/09/1991 à Nantes
N° de sécurité sociale : <fr.nir>
Carte nationale d'identité n° <fr.id_card>
Permis de conduire n° <fr.driving>
Date d'entrée : 02/03/2026 – Salaire brut : 2 150,00 € – Badge 00¬¬"""),
    (fr.FR, """nom;prenom;nir;numero_fiscal;date_maj;ref
Renard;Paul;<fr.nir_digits>;<fr.spi>;2026-01-12;CMD-¬¬¬¬¬¬¬
Colin;Anaïs;<fr.nir_digits>;<fr.spi>;2026-01-13;CMD-¬¬¬¬¬¬¬"""),
    (es.ES, """Contrato de arrendamiento, en Zaragoza a 3 de febrero de 2026
REUNIDOS
De una parte, Dña. Pilar Abad, con DNI <es.dni>, como arrendadora.
De otra, D. Yusuf Amrani, con NIE <es.nie>, como arrendatario.
Renta mensual: 740,00 €. Referencia del anuncio: ¬¬¬¬¬¬¬¬."""),
    (es.ES, """{"alta":{"fecha":"2026-03-02","expediente":"EXP-2026-¬¬¬¬¬","trabajador":{"nombre":"Lidia Cano","dni":"<es.dni>","nss":"<es.nss>","pasaporte":"<es.passport>"}}}"""),
    (it.IT, """Modulo di adesione palestra – tessera n. 0¬¬¬¬
Cognome e nome: Greco Martina   Codice fiscale: <it.codicefiscale>
Documento: carta d'identità n. <it.id_card> – scadenza 08/2031
Patente di guida n. <it.driving> (per il noleggio bici elettriche)
Quota 39,90 euro – fattura 2026/¬¬¬"""),
    (it.IT, """2026-02-18 09:12:44 INFO prenotazione=¬¬¬¬¬¬¬¬ codice_fiscale=<it.codicefiscale> esito=OK tempo=184ms
2026-02-18 09:12:45 INFO prenotazione=¬¬¬¬¬¬¬¬ codice_fiscale=<it.codicefiscale> esito=OK tempo=201ms"""),
    (gb.GB, """Dear HR,
I start on 6 April 2026 (offer ref OFF-¬¬¬¬). My National Insurance number is <gb.nino>.
For the pool car my driving licence number is <gb.driver>, and I will park my own car, registration <gb.plate>.
Please pay into sort code <gb.sort_code>; I will phone the account number through.
Kind regards, Megan Tully"""),
    (gb.GB, """patient_ref,surname,nhs_number,appointment,slot
R¬¬¬¬,Okafor,<gb.nhs>,2026-03-11,0915
R¬¬¬¬,Bell,<gb.nhs>,2026-03-11,0930
R¬¬¬¬,Iqbal,<gb.nhs>,2026-03-11,0945"""),
    (gb.GB, """Self Assessment 2024-25 – client file ¬¬¬¬¬
UTR: <gb.utr>
National Insurance number: <gb.nino>
Payment on account £1,204.18 due 31 January 2026, reference PAY¬¬¬¬¬¬"""),
    (nl.NL, """Beste collega,
Hierbij de gegevens van de nieuwe cliënt (dossier 2026-¬¬¬¬): Anouk Vermeer, geboren 14-06-1979, BSN <nl.bsn>.
Haar paspoortnummer is <nl.passport> en het rijbewijsnummer <nl.driving>.
De eerste afspraak is op 9 april om 10.30 uur, kamer 2.14. Groet, Ruben"""),
    (nl.NL, """regel;naam;bsn;bedrag;kenmerk
1;Kuiper;<nl.bsn>;120,50;¬¬¬¬¬¬¬¬¬¬
2;Van Leeuwen;<nl.bsn>;88,00;¬¬¬¬¬¬¬¬¬¬"""),
    (be.BE, """Overeenkomst van bepaalde duur – dossier 2026/¬¬¬¬
De werknemer: Jef Willems, rijksregisternummer <be.nn>, identiteitskaartnummer <be.id_card>
Aanvang 01/03/2026, brutoloon 2.480,00 EUR per maand"""),
    (be.BE, """Bonjour, voici les informations pour la mutuelle : mon numéro national est <be.nn> et celui de mon fils, numéro national <be.nn>. Référence de votre courrier : ¬¬¬¬¬¬¬/26. Merci, Sophie"""),
    (pl.PL, """Umowa zlecenie nr ¬¬/2026 zawarta dnia 2 marca 2026 r. w Poznaniu
Zleceniobiorca: Agata Rybak, PESEL <pl.pesel>, dowód osobisty <pl.id_card>
Zleceniodawca: Piekarnia Jan Kos, NIP <pl.nip>
Wynagrodzenie: 3 200,00 zł brutto"""),
    (pl.PL, """{"klient":{"imie":"Filip","pesel":"<pl.pesel>","paszport":"<pl.passport>","prawoJazdy":"<pl.driving>"},"rezerwacja":"¬¬¬¬¬¬¬¬","kwota":249.00}"""),
    (nordic.SE, """Hej! Här kommer uppgifterna för lönen: personnummer <se.pnr>, anställningsnummer ¬¬¬¬, första dag 2026-03-02.
Passnummer <se.passport> om ni behöver boka resan till Oslo. Ordernumret för datorn är ¬¬¬¬¬¬¬¬. Mvh Tove"""),
    (nordic.NO, """Arbeidsavtale – ansatt nr. ¬¬¬¬
Navn: Henrik Dahl   Fødselsnummer: <no.fnr>
Tiltredelse: 02.03.2026   Lønn: 48 200 kr per måned   Faktura ¬¬¬¬¬¬ gjelder flytting"""),
    (nordic.DK, """Indmeldelse i børnehaven, journal ¬¬¬¬¬
Barnets CPR-nummer: <dk.cpr>
Forælders CPR-nummer: <dk.cpr>
Opstart 01-04-2026, takst 2.415,00 kr."""),
    (nordic.DK, """Kørekortnummer: <dk.driving>, pasnummer: <dk.passport>, lejekontrakt ¬¬¬¬¬¬, afhentning 12.03.2026 kl. 9"""),
    (nordic.FI, """Vuokrasopimus nro ¬¬¬¬, 1.3.2026
Vuokralainen: Sanna Heikkilä, henkilötunnus <fi.hetu>
Vuokranantaja: Pekka Ranta, henkilötunnus <fi.hetu>
Vuokra 785,00 €/kk, passin numero <fi.passport> tarkistettu"""),
    (nordic.IS, """Ráðningarsamningur nr. ¬¬¬¬
Starfsmaður: Katrín Þórsdóttir, kennitala <is.kennitala>
Upphaf starfs 1. mars 2026, laun 620.000 kr. Vegabréf nr. <is.passport>"""),
    (alps.AT, """Sehr geehrte Frau Leitner,
für die Anmeldung bei der ÖGK benötigen wir Ihre Sozialversicherungsnummer. – Gerne: <at.vnr>, Eintritt 02.03.2026.
Mein Mann ist mitversichert, seine SV-Nr. ist <at.vnr>. Unser Aktenzeichen: 12-¬¬¬¬¬/26"""),
    (alps.CH, """Anstellungsvertrag, Personal-Nr. 4¬¬¬
Frau Sabine Keller, AHV-Nr. <ch.ahv>, Kind Noé, AHV-Nummer <ch.ahv>
Bruttolohn CHF 6'450.00, Beginn 1. März 2026, Kostenstelle ¬¬¬¬¬"""),
    (pt.PT, """Ficha de colaborador n.º ¬¬¬¬ — admissão em 02/03/2026
Nome: Helena Brito   NIF: <pt.nif>   NISS: <pt.niss>
Cartão de Cidadão n.º <pt.cc>   Número de utente: <pt.sns>
Vencimento base: 1 120,00 €"""),
    (pt.PT, """nif;nome;fatura;total
<pt.nif>;Diogo Serra;FT 2026/¬¬¬¬;18,40
<pt.nif>;Marta Quintas;FT 2026/¬¬¬¬;22,10"""),
    (ie.IE, """Hi payroll, my PPSN is <ie.pps> and my partner's PPS number is <ie.pps>. Start date 9 March 2026, staff no. ¬¬¬¬¬. Thanks, Oisín"""),
    (cz_sk.CZ, """Pojistná událost č. ¬¬¬¬¬¬¬¬¬¬ ze dne 14. 2. 2026
Občanský průkaz č. <cz.id_card>, řidičský průkaz č. <cz.driving>
Škoda 18 500 Kč, SPZ neuvedena"""),
    (cz_sk.SK, """Objednávka zájazdu č. ¬¬¬¬¬¬, odlet 12. 7. 2026
Cestujúci Eva Mráziková, občiansky preukaz č. <sk.id_card>, vodičský preukaz č. <sk.driving>
Cena 1 240,00 €"""),
    (hu.HU, """Munkaszerződés – iktatószám: 2026/¬¬¬¬
Munkavállaló: Juhász Bence; adóazonosító jele: <hu.tax>; TAJ száma: <hu.taj>
Személyi igazolvány száma: <hu.id_card>; belépés napja: 2026. március 2.; alapbér: 480 000 Ft"""),
    (hu.HU, """sorsz;nev;taj;adoazonosito;osszeg
1;Pintér Lili;<hu.taj>;<hu.tax>;12500
2;Bodnár Zalán;<hu.taj>;<hu.tax>;9800"""),
    (balkan.RO, """Contract individual de muncă nr. ¬¬¬/02.03.2026
Salariat: Cristina Voicu, CNP <ro.cnp>, carte de identitate <ro.id_card>
Salariu brut 5.200 lei, marca ¬¬¬¬"""),
    (balkan.BG, """Трудов договор № ¬¬/02.03.2026 г.
Работник: Надежда Илиева, ЕГН <bg.egn>, лична карта № <bg.id_card>
Работник: Dmytro Savchuk, ЛНЧ <bg.lnch>
Заплата 1 850,00 лв."""),
    (balkan.GR, """Σύμβαση εργασίας αρ. πρωτ. ¬¬¬¬/2026
Εργαζόμενος: Παναγιώτης Μελάς, ΑΦΜ <gr.afm>, ΑΜΚΑ <gr.amka>, ΑΔΤ <gr.id_card>
Έναρξη 02/03/2026, μισθός 1.150,00 €"""),
    (adriatic.HR, """Ugovor o radu br. ¬¬/2026 od 2. ožujka 2026.
Radnica: Tea Blažević, OIB <hr.oib>, osobna iskaznica br. <hr.id_card>
Bruto plaća 1.320,00 EUR; šifra radnog mjesta ¬¬¬¬"""),
    (adriatic.SI, """Pogodba o zaposlitvi št. ¬¬/2026
Delavec: Matej Turk, EMŠO <si.emso>, davčna številka <si.tax>
Osnovna plača 1.480,00 EUR, nastop dela 2. 3. 2026"""),
    (adriatic.RS, """Ugovor o delu br. ¬¬/2026
Izvršilac: Snežana Marković, JMBG <rs.jmbg>, lična karta br. <rs.id_card>
Naknada 64.000 RSD, rok 31.03.2026."""),
    (adriatic.MK, """Договор за вработување бр. ¬¬/2026
Работник: Горан Митев, ЕМБГ <mk.embg>, плата 32.000 ден., почеток 02.03.2026"""),
    (baltic.EE, """Tööleping nr ¬¬¬, 02.03.2026
Töötaja: Kadri Ilves, isikukood <ee.ik>, ID-kaardi number <ee.id_card>
Töötasu 1650 eurot kuus"""),
    (baltic.LV, """Darba līgums Nr. ¬¬¬, 02.03.2026.
Darbinieks: Edgars Vītols, personas kods <lv.pk>, pases numurs <lv.passport>
Alga 1280 eiro"""),
    (baltic.LT, """Darbo sutartis Nr. ¬¬¬, 2026-03-02
Darbuotoja: Austėja Žukaitė, asmens kodas <lt.ak>, atlyginimas 1450 eurų, tabelio Nr. ¬¬¬¬"""),
    (small.LU, """Contrat de travail réf. ¬¬¬¬ – entrée le 02/03/2026
Salarié : Tom Wagner, matricule CNS <lu.matricule>, indice 944,43, salaire 3 120,00 €"""),
    (small.CY, """Employment form, staff no. ¬¬¬¬: Despina Nicolaou, Tax Identification Code (TIC) <cy.tic>, start 02/03/2026, gross 1,480.00"""),
    (east.UA, """Трудовий договір № ¬¬¬ від 02.03.2026
Працівник: Гнатюк Роман, РНОКПП <ua.rnokpp>, УНЗР <ua.unzr>
Оклад 18 500 грн, табельний № ¬¬¬¬"""),
    (east.BY, """Договор подряда № ¬¬ от 02.03.2026
Исполнитель: Шпак Виктория, паспорт <by.passport>, идентификационный номер <by.id>
Сумма 840,00 BYN"""),
    (east.RU, """Трудовой договор № ¬¬¬ от 02.03.2026
Работник: Тихонов Степан, паспорт <ru.passport>, СНИЛС <ru.snils>, ИНН <ru.inn>
Оклад 74 000 руб., табельный номер ¬¬¬¬"""),
    (east.RU, """{"заявка":"¬¬¬¬¬¬¬¬","пациент":{"фио":"Маркова Алла","снилс":"<ru.snils>","полис ОМС":"<ru.oms>"},"дата":"2026-03-02"}"""),
    (east.MD, """Contract nr. ¬¬ din 02.03.2026. Angajat: Sergiu Lungu, IDNP <md.idnp>, salariu 11 200 lei, legitimație ¬¬¬¬"""),
    (east.TR, """İş sözleşmesi no ¬¬¬, 02.03.2026
Çalışan: Deniz Acar, T.C. Kimlik No <tr.tckimlik>, pasaport no <tr.passport>
Araç tahsisi: plaka <tr.plate>. Brüt ücret 42.000 TL, sicil ¬¬¬¬"""),
    (east.TR, """sira;ad;tckn;vergi_no;tutar
1;Emre Güneş;<tr.tckimlik>;<tr.vkn>;1250
2;Melis Taş;<tr.tckimlik>;<tr.vkn>;980"""),
]


def write(country, text, turn):
    rng = random.Random("mixed/%d" % turn)
    found = {}

    def one(match):
        name = match.group(1)
        make, fmts = country.known[name]
        value = apply(fmts[len(found.get(name, ())) % len(fmts)], make(rng))
        found.setdefault(name, []).append(value)
        return value

    out = re.sub(r"<([a-z]{2}\.[a-z_]+)>", one, text)
    out = "".join(rng.choice("0123456789") if c == "¬" else c for c in out)
    for name, values in found.items():
        MIXED.add(name, "cue", out, values, None, country.code)
    for name in country.known:
        if name not in found and turn % 2 == 0:
            MIXED.add(name, "near-miss", out, [], None, country.code)


for number, (place, words) in enumerate(TEXTS):
    write(place, words, number)

if __name__ == "__main__":
    MIXED.write()
