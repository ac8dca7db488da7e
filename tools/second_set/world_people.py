"""Names (columns of many languages, running English and Hindi text), postal addresses, places, age and gender, Hindi text with
Devanagari digits, social profiles.

Every person and every house is invented. In a text `[[…]]` marks what must be reported. A name is marked without its title
(Mr, Dr, श्री) and without what follows it (जी).
"""

import random
import re

from world_common import Cases, digits, verhoeff

MARK = re.compile(r"\[\[(.*?)\]\]", re.S)


def marked(out, who, kind, text, country=None):
    out.add(who, kind, MARK.sub(r"\1", text), *MARK.findall(text), country=country)


def flat(text):
    return MARK.sub(r"\1", text)


FULL = [
    ("full_name", "Dana Whitlock"), ("name", "Tunde Okonkwo"), ("customer_name", "Maria-Louise Lindqvist"), ("Name", "Hélène Marchand"), ("kunde_name", "Jürgen Großmann"),
    ("nombre_completo", "Rocío Almonte Vega"), ("nome_completo", "João Batista Carvalho"), ("nom_complet", "Thérèse Lefèvre"), ("nome e cognome", "Giulia Benedetti"), ("naam", "Sanne van der Berg"),
    ("fullname", "O'Brien, Niamh"), ("patient_name", "WHITLOCK, DANA R."), ("imię i nazwisko", "Zofia Wiśniewska"), ("ФИО", "Петрова Ольга Сергеевна"), ("полное имя", "Иван Соколов"),
    ("नाम", "आशा वर्मा"), ("पूरा नाम", "राजेश कुमार मिश्रा"), ("姓名", "张伟国"), ("氏名", "佐藤 花子"), ("お名前", "鈴木一郎"), ("성명", "김민지"), ("이름", "박서준"), ("الاسم الكامل", "سلمى حسن الشريف"), ("الاسم", "خالد عبد الله"),
    ("שם מלא", "נועה לוי"), ("ชื่อ-นามสกุล", "สมชาย ใจดี"), ("họ và tên", "Nguyễn Thị Lan"), ("ho_ten", "Trần Văn Minh"), ("nama_lengkap", "Siti Rahmawati"), ("nama", "Ahmad bin Ismail"), ("ad_soyad", "Ayşe Yıldırım"),
    ("নাম", "রহিমা খাতুন"), ("employee_name", "Wei Ling Tan"), ("contact_person", "Kwame Mensah"), ("account_holder", "Priya Subramaniam"), ("beneficiary_name", "Muhammad Asif Khan"), ("passenger", "LINDQVIST/JONAS MR"),
    ("navn", "Ola Nordmann"), ("namn", "Åsa Öberg"), ("nimi", "Aino Virtanen"), ("ονοματεπώνυμο", "Γιώργος Παπαδόπουλος"), ("Ansprechpartner", "Frau Vera Lindt"), ("cardholder", "D WHITLOCK"), ("billing_name", "Chidi Eze"), ("spouse_name", "Fatima Zahra El Amrani"),
]
FIRST = [
    ("first_name", "Dana"), ("given_name", "Tunde"), ("fname", "Marie-Claire"), ("Vorname", "Jürgen"), ("prenom", "Hélène"), ("prénom", "Zoé"), ("nombre", "Rocío"), ("nome", "Giulia"), ("voornaam", "Sanne"), ("imię", "Zofia"),
    ("имя", "Ольга"), ("firstName", "Niamh"), ("forename", "Gwen"), ("名", "花子"), ("ad", "Ayşe"), ("fornavn", "Ola"), ("förnamn", "Åsa"), ("etunimi", "Aino"), ("keresztnév", "Ilona"), ("jméno", "Tereza"), ("middle_name", "Rose"),
]
LAST = [
    ("last_name", "Whitlock"), ("surname", "Okonkwo"), ("lname", "O'Brien"), ("Nachname", "Großmann"), ("nom_famille", "Marchand"), ("apellido", "Almonte"), ("apellidos", "Almonte Vega"), ("cognome", "Benedetti"), ("sobrenome", "Carvalho"), ("achternaam", "van der Berg"),
    ("фамилия", "Петрова"), ("lastName", "Subramaniam"), ("family_name", "Tanaka"), ("nazwisko", "Wiśniewska"), ("姓", "佐藤"), ("soyad", "Yıldırım"), ("etternavn", "Nordmann"), ("efternamn", "Öberg"), ("sukunimi", "Virtanen"), ("příjmení", "Dvořáková"), ("उपनाम", "वर्मा"), ("maiden_name", "Fairbrother"),
]

ENGLISH = [
    "Dear Mr [[Okonkwo]],\n\nthank you for your letter of 3 May. My colleague [[Dana Whitlock]] will call you next week.\n\nYours sincerely,\n[[Gwen Parry]]\nCustomer Care",
    "Hi [[Niamh]],\ncould you send the keys to [[Jonas Lindqvist]]? He moves in on Monday.\nCheers, [[Tom]]",
    "Minutes of the works council, 12 March. Present: [[Dana Whitlock]], [[Kwame Mensah]], [[Priya Subramaniam]]. Apologies: [[Helen Marchand]].",
    "Ticket #4471: Customer [[Rosalind Fairbrother]] cannot log in since yesterday. Assigned to [[Imran Qureshi]].",
    "[[Sarah Connolly]] wrote:\n> the invoice is still wrong\n> please fix it",
    "Dr. [[Anita Desai-Rao]] examined the patient at 14:10.",
    "Witness statement of [[Michael Adeyemi]]: I saw the van at the corner.",
    "Please pay the rent to our caretaker, Mrs [[Beatrice Langley]].",
    "The lease was signed by [[Oliver Hargreaves]] and his sister [[Charlotte Hargreaves]].",
    "Best regards,\n[[Priya Nair]]\nSenior Accountant",
    "Kind regards\n\n[[Thomas A. Whitfield]]",
    "From: [[Daniel Osei]] <d.osei@example.com>\nTo: [[Laura McKenzie]] <l.mckenzie@example.com>\nSubject: Rota",
    "Call log: spoke with [[Hannah Goldstein]] at 09:12, she will ring back.",
    "Emergency contact: [[George Papadakis]] (father)",
    "The patient, [[Edward Finch]], was born in Leeds.",
    "Interview notes: [[Amelia Thornton]] has eight years of experience with pumps.",
    "Incident report: driver [[Rakesh Patel]] reversed into the gate.",
    "On Tuesday [[Samuel Boateng]] complained about the noise to [[Ingrid Solberg]].",
    "My name is [[Yusuf Rahman]] and I want to cancel my contract.",
    "Referred by: Prof. [[Margaret Ellsworth]]",
    "Attendees\n- [[Lucy Hennessy]]\n- [[Pedro Alvarez]]\n- [[Mei Chen]]\nAgenda\n1. Budget",
    "I have spoken to [[Deborah Kingsley]] in accounts; [[Deborah]] will refund the fee.",
    "Mr. [[James Holloway]] was dismissed on 4 April.",
    "Delivered to neighbour [[Fiona Abernathy]], flat 3.",
    "The claim of [[William Ashdown]] against [[Patrick Doyle]] was dismissed.",
    "Next of kin: [[Catherine Blakemore]], daughter",
    "Hello Ms. [[Whitlock]], your parcel is ready.",
    "Signed: [[Robert K. Munro]]",
    "Tenant [[Olivia Sandford]] reports a leak in the bathroom.",
    "Student [[Ethan Caldwell]] failed the resit; his mother [[Joanna Caldwell]] was told.",
    "Our colleague [[Chiara Benedetti]] is on leave until 3 June; please turn to [[Stefan Novak]].",
    "hi, this is [[Martin Kowalski]], i forgot my pin",
]

ENGLISH += [
    "Hello [[Nkechi Obi]],\n\nyour appointment with Dr [[Sunil Raghavan]] is on Thursday at 10.\n\nThe practice team",
    "Minutes, item 3: Mrs [[Langley]] asked for a new boiler. Mr [[Hargreaves]] and Mr [[Doyle]] were against it.",
    "I, [[Jacob Steinmann]], born in Hull, declare that the above is true.",
    "Ticket 88120 reopened by [[Mei-Ling Wong]]: \"still no refund\"",
    "Complaint of [[Abdullah Al-Mansouri]] about room 12",
    "Please forward this to [[Katarzyna Nowak]] in payroll.",
    "Your new team leader is [[Sean O'Malley]]. He starts in May.",
    "Statement taken by Sergeant [[Paula Winterbourne]] at 21:40.",
    "Payment received from [[Vikram Chaudhary]], thank you.",
    "Guest list: [[Anna Lindholm]], [[Peter van Dijk]], [[Maria da Silva]] and [[Omar Farouk]]",
    "This is to certify that [[Grace Wanjiku Kamau]] worked with us for two years.",
    "On behalf of my client, [[Leonard Ashby]], I object to the decision.",
    "Nurse's note: Mr [[Pemberton]] refused breakfast; daughter [[Alice Pemberton]] informed.",
    "Reviewed by: [[Tomasz Zielinski]]\nApproved by: [[Rebecca Lang]]",
    "Voicemail from [[Harriet Coleman]], wants to cancel her flight.",
    "[[Kenji Watanabe]] has shared a folder with you.",
    "Parents: [[Arthur Blackwood]] and [[Eleanor Blackwood]]",
    "The accused, [[Victor Langdon]], did not appear.",
    "PS: give my love to [[Josephine]].",
    "Landlord: Ms [[Theodora Vance]], tenant: Mr [[Emeka Nwosu]]",
    "Subject: Leave of [[Bianca Rossi]]\n\nDear all, [[Bianca]] will be away until Friday.",
    "Trainer [[Dylan Prescott]] was late again.",
]

NO_NAMES = [
    "Summer Sale starts on Monday in Victoria Station.",
    "Mark the message as read and will it to the archive.",
    "The grace period ends in May; hope remains.",
    "Apple Pie and Black Forest Cake are on the menu.",
    "New Delhi and San Francisco are twinned with nobody.",
    "Max Length exceeded in Field Name.",
    "Please see the Terms of Service and the Privacy Policy.",
    "Jordan, Georgia and Chad are countries.",
    "The Rolling Mill in Hall Seven was repaired.",
    "Windows Server needs a Service Pack.",
    "Best regards,\nYour Customer Care Team",
    "Dear Sir or Madam,\nwe write about the meter.",
    "Hello everybody,\nthe canteen is closed on Friday.",
    "Annual Report of the Board, Chapter Two",
    "The Red Cross collects old clothes.",
    "Java Virtual Machine error in thread main",
    "River Thames reached a high level near Tower Bridge.",
    "Order Confirmation: Garden Hose, Green, 20 m",
    "General Electric and Deutsche Bank signed a contract.",
    "North Sea gas prices fell in October.",
    "Good Morning, Good Night and Happy New Year",
    "Standard Operating Procedure: Fire Alarm",
    "Error Code: File Not Found",
    "Christmas Party in the Main Hall, Friday Evening",
    "Level Two Support closed the ticket.",
]

HINDI = [
    "प्रिय श्री [[राजेश कुमार]],\nआपका पत्र मिला। हमारी सहकर्मी [[आशा वर्मा]] आपसे संपर्क करेंगी।\nभवदीय,\n[[सुनील गुप्ता]]",
    "बैठक में उपस्थित: [[अनिल शर्मा]], [[प्रिया सिंह]], [[मोहम्मद आसिफ]]।",
    "शिकायत संख्या 4471: ग्राहक [[सुनीता देवी]] का मीटर खराब है।",
    "मेरा नाम [[विजय मिश्रा]] है और मैं अपना खाता बंद करना चाहता हूँ।",
    "डॉ. [[कविता जोशी]] ने मरीज की जाँच की।",
    "कृपया किराया श्रीमती [[लक्ष्मी नायर]] को दें।",
    "आवेदक का नाम: [[रमेश चंद्र यादव]]",
    "पिता का नाम: [[हरि प्रसाद तिवारी]]",
    "माता का नाम - [[गीता देवी]]",
    "गवाह [[अब्दुल रहमान]] ने कहा कि उसने गाड़ी देखी थी।",
    "नमस्ते [[नेहा]],\nक्या आप चाबी [[अमित सक्सेना]] को दे सकती हैं?",
    "सादर,\n[[पूजा अग्रवाल]]\nलेखा विभाग",
    "किरायेदार [[संजय ठाकुर]] ने रिसाव की सूचना दी।",
    "छात्र [[अर्जुन पटेल]] परीक्षा में असफल रहा।",
    "सूचना: [[मीना कुमारी]] 3 जून तक छुट्टी पर हैं, कृपया [[दीपक चौहान]] से मिलें।",
    "पार्सल पड़ोसी [[शांति बाई]] को दिया गया।",
    "श्री [[सुरेश पांडेय]] जी कल दिल्ली आएंगे।",
    "प्रार्थी\n[[ओम प्रकाश वर्मा]]\nग्राम रामपुर",
    "पति का नाम: [[महेश लाल]]",
    "नामांकित व्यक्ति: [[रेखा रानी]] (पत्नी)",
    "कल [[किरण बेदवाल]] ने कार्यालय में फोन किया।",
    "ड्राइवर [[राकेश यादव]] ने गेट तोड़ दिया।",
    "आपातकालीन संपर्क: [[सीमा चौधरी]]",
    "कुमारी [[अंजलि मेहता]] ने इस्तीफा दिया।",
    "हस्ताक्षर: [[बलराम सिंह राठौर]]",
]
HINDI += [
    "सेवा में,\nशाखा प्रबंधक\n\nमहोदय,\nमैं [[मनोज कुमार सिंह]] आपके बैंक का ग्राहक हूँ।",
    "श्रीमान [[दिनेश त्रिपाठी]] ने मकान किराये पर दिया।",
    "मरीज [[फातिमा बेगम]] को कल छुट्टी दी गई।",
    "टिकट 88120: ग्राहक [[गौरव मल्होत्रा]] को रिफंड नहीं मिला।",
    "अध्यक्ष [[सरोज बाला]] ने बैठक की शुरुआत की।",
    "खाताधारक: [[इमरान खान]]",
    "शिक्षिका [[उषा पिल्लै]] ने शिकायत दर्ज की।",
    "आरोपी [[बबलू यादव]] उपस्थित नहीं हुआ।",
    "मैं, [[ललिता देवी]], घोषणा करती हूँ कि ऊपर दी गई जानकारी सत्य है।",
    "यात्री का नाम: [[हरप्रीत कौर]]",
    "वकील [[अशोक भट्ट]] ने याचिका दायर की।",
    "संपर्क व्यक्ति: [[नितिन देशमुख]]",
    "[[रोहित अरोड़ा]] ने आपके साथ एक फ़ाइल साझा की है।",
    "अभिभावक: [[प्रकाश जोशी]] और [[मंजू जोशी]]",
    "धन्यवाद,\n[[शिवानी कपूर]]",
    "जाँच अधिकारी [[विक्रम राठी]] की रिपोर्ट संलग्न है।",
]
NO_HINDI = [
    "कल बैठक सुबह दस बजे होगी।",
    "भारत सरकार ने नई योजना शुरू की।",
    "कृपया अपना नाम और पता लिखें।",
    "गंगा नदी का जल स्तर बढ़ गया है।",
    "आदरणीय महोदय, मीटर खराब है।",
    "बिजली का बिल सोमवार तक जमा करें।",
    "नई दिल्ली रेलवे स्टेशन पर भीड़ थी।",
    "ऑर्डर भेज दिया गया है।",
    "दूध, चीनी और चाय खरीदनी है।",
    "भारतीय स्टेट बैंक की शाखा बंद है।",
    "पासवर्ड भूल गए? यहाँ क्लिक करें।",
    "दीपावली की शुभकामनाएँ!",
]


def names():
    out = Cases("names")
    for name, value in FULL:
        if value.startswith("Frau "):
            continue
        out.add("user.name", "column", value, value, column=name)
    for name, value in FIRST:
        out.add("user.name.first" if name not in ("nombre", "nome", "ad", "名") else "user.name.first", "column", value, value, column=name, country={"nombre": "ES", "nome": "IT", "ad": "TR", "名": "JP"}.get(name))
    for name, value in LAST:
        out.add("user.name.last", "column", value, value, column=name, country={"姓": "JP"}.get(name))
    for name in ["product_name", "file_name", "hostname", "column_name", "company_name", "event_name", "street_name", "city_name", "brand_name", "table_name", "Firmenname", "nombre_producto"]:
        value = {"product_name": "Garden Hose Green", "file_name": "report_final.pdf", "hostname": "web01", "column_name": "created_at", "company_name": "Nordwind Logistics", "event_name": "Summer Party", "street_name": "Elm Street", "city_name": "Leeds", "brand_name": "Blue Kettle", "table_name": "orders", "Firmenname": "Sonnenhof GmbH", "nombre_producto": "Taza azul"}[name]
        for who in ("user.name",):
            out.add(who, "near-miss", value, column=name)
    for text in ["n/a", "unknown", "-", "TEST", "12345", "null", "see above", "???"]:
        out.add("user.name", "near-miss", text, column="full_name")
    for text in ENGLISH:
        marked(out, "user.name", "cue", text)
    for text in HINDI:
        marked(out, "user.name", "cue", text, country="IN" if len(text) % 2 else None)
    for text in NO_NAMES + NO_HINDI:
        out.add("user.name", "log", text)
    for line, value in [('{{"name":"{}","id":4}}', "Dana Whitlock"), ('{{"firstName":"Dana","lastName":"{}"}}', "Whitlock"), ("Name: {}", "Tunde Okonkwo"), ("Customer: {}", "Rosalind Fairbrother"), ("Patient: {}", "Edward Finch"), ("<name>{}</name>", "Jonas Lindqvist"), ("Nom : {}", "Hélène Marchand"), ("Nombre: {}", "Rocío Almonte Vega"), ("Name des Kunden: {}", "Jürgen Großmann"), ("氏名：{}", "佐藤花子"), ("姓名：{}", "张伟国"), ("이름: {}", "김민지"), ("الاسم: {}", "سلمى حسن"), ("Nome: {}", "João Batista Carvalho"), ("ФИО: {}", "Петрова Ольга Сергеевна"), ("full_name={}", "Kwame Mensah")]:
        if "lastName" in line:
            out.add("user.name.last", "cue", line.format(value), value)
        else:
            out.add("user.name", "cue", line.format(value), value)
    return out


ADDRESSES = [
    ("US", "address", "1420 Maple Street, Apt 5B, Springfield, IL 62704"), ("US", "shipping_address", "88 Sunset Blvd, Los Angeles, CA 90028"), ("US", "mailing_address", "PO Box 4471, Albany, NY 12201"),
    ("CA", "address", "245 Rue Sherbrooke O, Montréal, QC H3A 1B4"), ("CA", "home_address", "77 King St W, Toronto, ON M5K 1A1"),
    ("GB", "address", "14 Elm Road, Leeds LS6 2AB"), ("GB", "postal_address", "Flat 3, 9 Victoria Terrace, Edinburgh EH1 2JL"),
    ("DE", "anschrift", "Lindenstraße 12, 10969 Berlin"), ("DE", "Adresse", "Am Alten Markt 4a, 99084 Erfurt"), ("AT", "adresse", "Mariahilfer Straße 88/12, 1070 Wien"), ("CH", "adresse", "Bahnhofstrasse 21, 8001 Zürich"),
    ("FR", "adresse", "14 rue des Lilas, 69003 Lyon"), ("FR", "adresse_postale", "3 bis avenue Jean Jaurès, 31000 Toulouse"), ("ES", "direccion", "Calle de Alcalá 45, 3º B, 28014 Madrid"), ("IT", "indirizzo", "Via Garibaldi 27, 10122 Torino"),
    ("NL", "adres", "Prinsengracht 212, 1016 HD Amsterdam"), ("BE", "adres", "Kerkstraat 15, 2060 Antwerpen"), ("PT", "morada", "Rua Augusta 112, 1100-053 Lisboa"), ("PL", "adres", "ul. Długa 15/3, 31-147 Kraków"), ("SE", "adress", "Storgatan 14, 114 51 Stockholm"),
    ("NO", "adresse", "Storgata 8, 0155 Oslo"), ("DK", "adresse", "Nørregade 22, 1165 København K"), ("FI", "osoite", "Mannerheimintie 31, 00250 Helsinki"), ("IE", "address", "8 Grafton Street, Dublin 2, D02 X285"),
    ("BR", "endereco", "Rua das Flores, 123, Centro, São Paulo - SP, 01310-100"), ("MX", "domicilio", "Av. Insurgentes Sur 1602, Col. Crédito Constructor, 03940 Ciudad de México"), ("AR", "domicilio", "Av. Corrientes 1234, C1043AAZ Buenos Aires"),
    ("IN", "address", "H.No. 4-52, MG Road, Banjara Hills, Hyderabad, Telangana 500034"), ("IN", "पता", "मकान नंबर 12, गांधी नगर, जयपुर, राजस्थान 302015"), ("CN", "地址", "北京市朝阳区建国路88号3号楼1201室"), ("JP", "住所", "〒150-0001 東京都渋谷区神宮前1-2-3"), ("KR", "주소", "서울특별시 강남구 테헤란로 123, 4층"),
    ("AU", "address", "27 Wattle Street, Ultimo NSW 2007"), ("NZ", "address", "15 Queen Street, Auckland 1010"), ("ZA", "address", "12 Long Street, Cape Town, 8001"), ("SG", "address", "Blk 123 Ang Mo Kio Ave 3 #05-67, Singapore 560123"), ("RU", "адрес", "г. Москва, ул. Ленина, д. 12, кв. 45"), ("TR", "adres", "Atatürk Cad. No: 15 D: 4, 34710 Kadıköy/İstanbul"),
    ("TH", "ที่อยู่", "99/1 ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย กรุงเทพฯ 10110"), ("VN", "địa chỉ", "12 Nguyễn Trãi, Phường Bến Thành, Quận 1, TP. Hồ Chí Minh"), ("EG", "العنوان", "15 شارع التحرير، الدقي، الجيزة"), ("TW", "地址", "臺北市信義區市府路1號"),
]


def addresses():
    out = Cases("addresses")
    who = "user.contact.address"
    for country, name, value in ADDRESSES:
        out.add(who, "column", value, value, column=name, country=country)
    for country, line, value in [
        ("US", "Address: {}", "1420 Maple Street, Springfield, IL 62704"), ("US", "Ship to: {}", "615 Oakwood Ave, Columbus, OH 43215"), ("US", "My new address is {}.", "88 Birch Lane, Austin, TX 78701"), ("US", '{{"address":"{}"}}', "9 Harbor Drive, Portland, ME 04101"),
        ("US", "He lives at {} with his mother.", "2210 Cedar Avenue, Denver, CO 80205"), ("CA", "Address: {}", "77 King Street West, Toronto, ON M5K 1A1"), ("GB", "Address: {}", "14 Elm Road, Leeds LS6 2AB"), ("GB", "We have moved to {}.", "9 Station Road, York YO1 6HT"), ("GB", "Deliver to {}", "22 Acacia Avenue, London SE1 7PB"),
        ("DE", "Anschrift: {}", "Lindenstraße 12, 10969 Berlin"), ("DE", "Ich wohne in der {}.", "Gartenstraße 7, 79098 Freiburg"), ("DE", "Lieferadresse: {}", "Hauptstr. 3, 04109 Leipzig"), ("AT", "Adresse: {}", "Landstraße 15, 4020 Linz"), ("CH", "Adresse: {}", "Bahnhofstrasse 21, 8001 Zürich"),
        ("FR", "Adresse : {}", "14 rue des Lilas, 69003 Lyon"), ("FR", "demeurant {}", "27 avenue de la République, 75011 Paris"), ("FR", "Livrer au {} avant midi.", "5 place Bellecour, 69002 Lyon"), ("ES", "Dirección: {}", "Calle Mayor 12, 28013 Madrid"), ("ES", "con domicilio en {}", "Avenida de la Constitución 8, 41001 Sevilla"),
        ("IT", "Indirizzo: {}", "Via Garibaldi 27, 10122 Torino"), ("IT", "residente in {}", "Corso Vittorio Emanuele 101, 00186 Roma"), ("NL", "Adres: {}", "Prinsengracht 212, 1016 HD Amsterdam"), ("BE", "Adres: {}", "Kerkstraat 15, 2060 Antwerpen"), ("PT", "Morada: {}", "Rua Augusta 112, 1100-053 Lisboa"),
        ("PL", "Adres: {}", "ul. Długa 15, 31-147 Kraków"), ("SE", "Adress: {}", "Storgatan 14, 114 51 Stockholm"), ("BR", "Endereço: {}", "Rua das Flores, 123, São Paulo - SP, 01310-100"), ("MX", "Domicilio: {}", "Av. Juárez 50, Col. Centro, 06010 Ciudad de México"), ("IN", "Address: {}", "12 MG Road, Bengaluru, Karnataka 560001"),
        ("IN", "पता: {}", "मकान नंबर 12, गांधी नगर, जयपुर 302015"), ("CN", "地址：{}", "上海市浦东新区世纪大道100号"), ("JP", "住所：{}", "東京都渋谷区神宮前1-2-3"), ("KR", "주소: {}", "서울특별시 강남구 테헤란로 123"), ("AU", "Address: {}", "27 Wattle Street, Ultimo NSW 2007"), ("NZ", "Address: {}", "15 Queen Street, Auckland 1010"),
        ("IN", "पता - {}", "प्लॉट नं. 45, सेक्टर 12, नोएडा, उत्तर प्रदेश 201301"), ("IN", "स्थायी पता: {}", "ग्राम रामपुर, पोस्ट बेलवा, जिला गोरखपुर 273001"), ("IN", "Permanent address: {}", "Flat 302, Sai Residency, Baner Road, Pune 411045"), ("MX", "Envíelo a {}", "Calle Hidalgo 215, Col. Centro, 64000 Monterrey"), ("ES", "Dirección de entrega: {}", "Paseo de Gracia 88, 08008 Barcelona"), ("NL", "Bezorgen op {}", "Dorpsstraat 4, 3511 AB Utrecht"),
        ("ZA", "Address: {}", "12 Long Street, Cape Town, 8001"), ("TR", "Adres: {}", "Atatürk Cad. No: 15, 34710 Kadıköy/İstanbul"), ("RU", "Адрес: {}", "г. Москва, ул. Ленина, д. 12, кв. 45"), ("IE", "Address: {}", "8 Grafton Street, Dublin 2"),
    ]:
        out.add(who, "cue", line.format(value), value, country=country)
    for text in ["Wall Street closed higher.", "The road to success is long.", "Main Street was flooded in 1953.", "12 apples, 3 pears, 10115 calories", "Room 12, Building 4", "Figure 3, page 1420", "IP address 203.0.113.7", "E-mail address missing", "Straße gesperrt wegen Bauarbeiten", "the address of welcome was short", "avenue of approach 7", "Platz 3 im Rennen", "Via: 1.1 proxy", "the calle 13 concert", "memory address 0x7ffd3a2b", "Nr. 12, 10969 Stück", "120 St. Gallen fans arrived", "2 Drive bays free"]:
        out.add(who, "log", text)
    for text in ["Address: n/a", "Address: unknown", "Address: see customer file", "Adresse: liegt nicht vor", "address: 0x4004f0", "Address: http://www.example.com/", "address: [REDACTED]", "Address: ask at the desk"]:
        out.add(who, "near-miss", text)
    for who, names, values in [
        ("user.contact.address.city", ["city", "town", "Ort", "Wohnort", "ville", "ciudad", "cidade", "comune", "woonplaats", "stad", "miasto", "город", "शहर", "城市", "市区町村", "şehir", "المدينة"], ["Leeds", "Springfield", "Erfurt", "Freiburg", "Lyon", "Sevilla", "Curitiba", "Torino", "Utrecht", "Malmö", "Kraków", "Казань", "जयपुर", "成都", "渋谷区", "Kadıköy", "الجيزة"]),
        ("user.contact.address.postal_code", ["zip", "zip_code", "postcode", "PLZ", "code_postal", "codigo_postal", "cep", "cap", "postnummer", "pincode", "postal_code", "郵便番号", "邮编", "индекс", "पिन कोड"], ["62704", "10001-4356", "LS6 2AB", "10969", "69003", "28014", "01310-100", "10122", "114 51", "500034", "M5K 1A1", "150-0001", "100020", "101000", "302015"]),
        ("user.contact.address.street", ["street", "street_address", "Straße", "strasse_hausnr", "rue", "calle", "via", "straat", "ulica", "улица", "logradouro", "address_line1", "gata"], ["14 Elm Road", "1420 Maple Street", "Lindenstraße 12", "Hauptstr. 3", "14 rue des Lilas", "Calle Mayor 12", "Via Garibaldi 27", "Kerkstraat 15", "ul. Długa 15", "ул. Ленина, 12", "Rua das Flores, 123", "22 Acacia Avenue", "Storgatan 14"]),
        ("user.contact.address.country", ["country", "Land", "pays", "pais", "paese", "country_code", "land_code", "nationality_country", "国", "देश", "страна"], ["Germany", "Österreich", "Belgique", "México", "Italia", "DE", "NL", "France", "日本", "भारत", "Россия"]),
    ]:
        for name, value in zip(names, values, strict=True):
            if name == "nationality_country":
                continue
            out.add(who, "column", value, value, column=name)
    return out


def places():
    out = Cases("places")
    who = "user.location.precise"
    rng = random.Random("world places")

    def pair(style):
        lat, lon = rng.uniform(-60, 70), rng.uniform(-170, 170)
        return style.format(lat, lon)

    def dms():
        lat, lon = rng.uniform(1, 70), rng.uniform(1, 170)

        def part(x, marks):
            d = int(x)
            m = int((x - d) * 60)
            s = ((x - d) * 60 - m) * 60
            return f"{d}°{m:02}'{min(s, 59.9):04.1f}\"{rng.choice(marks)}"

        return part(lat, "NS") + " " + part(lon, "EW")

    for i, name in enumerate(["gps", "location", "coordinates", "geo", "latlng", "Koordinaten", "position", "coordenadas", "lat_lon", "geopoint", "last_known_location", "gps_position"]):
        value = pair(["{:.6f}, {:.6f}", "{:.5f},{:.5f}", "{:.6f},{:.6f}"][i % 3]) if i != 7 else dms()
        out.add(who, "column", value, value, column=name)
    for name, low, high in [("lat", 30, 60), ("latitude", 30, 60), ("lon", 5, 100), ("lng", 5, 100), ("longitude", 5, 100), ("Breitengrad", 30, 60), ("Längengrad", 5, 60), ("gps_lat", 30, 60), ("gps_lng", 5, 100), ("latitud", 10, 50), ("longitud", 5, 100), ("home_latitude", 30, 60)]:
        value = f"{rng.uniform(low, high):.6f}"
        out.add(who, "column", value, value, column=name)
    for i, line in enumerate(["GPS: {}", "Location: {}", "gps={} acc=5m", "Koordinaten: {}", "last seen at {}", "coordinates {}", "geo:{}", "https://maps.example.com/?q={}", "Position {}, 12:30", '{{"location":"{}"}}', "Coordenadas: {}", "standort: {}"]):
        value = pair("{:.6f},{:.6f}" if "geo:" in line or "?q=" in line else "{:.6f}, {:.6f}")
        out.add(who, "cue", line.format(value), value)
    for line in ["Treffpunkt {} am Steg", "Photo taken at {}", "{}", "GPS {}"]:
        value = dms()
        out.add(who, "cue" if "GPS" in line else "bare", line.format(value), value)
    for text in ["size 12.5, 13.5", "prices 19.99, 24.99", "version 10.4, 11.2", "0.123456, 0.654321 are the weights", "box 100.5 x 200.25", "point (3.5, 4.5) in the plot", "mean 52.1, sd 13.4", "rates 1.095312, 0.874411 USD", "loss 0.693147, 0.541321", "page 12, 15"]:
        out.add(who, "log", text)
    for text in ["GPS: 95.123456, 13.404954", "GPS: 52.520008, 190.404954", "lat: 91.500000", "lon: 181.250000", "GPS: no fix", "Location: null", "lat=NaN lon=NaN", "GPS: 152.520008, 13.404954", "GPS: unavailable", "Coordinates: see map"]:
        out.add(who, "near-miss", text)
    for i, code in enumerate(["8FVC9G8F+6X", "9C3XGV2C+XQ", "87G8P2X7+4H", "7JWVF4MM+8H", "849VCWC8+R9", "8Q7XMQ5C+6R"]):
        out.add("intl.plus_code", "column", code, code, column=["plus_code", "pluscode", "location_code"][i % 3])
        text = ["Plus code: {}", "Meet at {}", "pluscode={}", "The farm lies at {}.", "{}", '{{"olc":"{}"}}'][i]
        out.add("intl.plus_code", "cue" if "code" in text or "olc" in text else "bare", text.format(code), code)
    for text in ["Plus code: 8FVC9G8F6X", "Plus code: 8FVC9G8A+6X", "Plus code: 8FVC9G+6X1", "Plus code: 1FVC9G8F+6X", "Plus code: 8FVC9G8F+I1", "A+ rating", "C++ and 8+2"]:
        out.add("intl.plus_code", "near-miss", text)
    for name, value in zip(["gh_geohash", "user_geohash", "geohash_home", "geohash9", "geohash_8", "geohash"], ["9v6kn87zg", "dr5regw3p", "ezs42e44y", "gcw2jhtp9", "wx4g0ec1", "xn76urx66"]):
        if name in ("geohash_home", "user_geohash", "geohash"):
            out.add("intl.geohash", "column", value, value, column=name)
        out.add("intl.geohash", "cue", f"last geohash {value}", value)
    for text in ["commit u33dc1v0x", "id 9q8yyk8yu", "file gcpvj0du6.txt", "word wx4g0ec1", "session xn76urx66 open"]:
        out.add("intl.geohash", "log", text)
    for name, value in zip(["geohash", "geo_hash", "geohash", "location_geohash"], ["u33dc1v0x", "gcpvj0du6", "9q8yyk8yu", "u4pruydqqvj"]):
        out.add("intl.geohash", "column", value, value, column=name)
        out.add("intl.geohash", "cue", f"geohash: {value}", value)
    for text in ["geohash: u33dail0", "geohash: unknown", "geohash: u", "geohash: oooooo"]:
        out.add("intl.geohash", "near-miss", text)
    return out


def persons():
    """Age, gender, religion, profiles, language and other facts about a person, by column and cue."""
    out = Cases("persons")
    for who, pairs in {
        "user.demographic.gender": [("gender", "female"), ("sex", "M"), ("Geschlecht", "weiblich"), ("sexe", "F"), ("sexo", "Masculino"), ("genere", "donna"), ("लिंग", "महिला"), ("性别", "男"), ("性別", "女性"), ("성별", "여"), ("пол", "женский"), ("الجنس", "ذكر"), ("geslacht", "V"), ("jantina", "Perempuan")],
        "user.demographic.religious_belief": [("religion", "Catholic"), ("Konfession", "evangelisch"), ("religion", "Hindu"), ("religião", "católica"), ("धर्म", "हिन्दू"), ("agama", "Islam"), ("faith", "Sikh"), ("вероисповедание", "православие"), ("religione", "cattolica"), ("الديانة", "مسلم"), ("religious_belief", "Buddhist")],
        "user.demographic.race_ethnicity": [("ethnicity", "Hispanic"), ("race", "Asian"), ("ethnic_group", "Black Caribbean"), ("raca_cor", "parda"), ("ethnic_origin", "Roma"), ("民族", "汉族"), ("race_ethnicity", "White"), ("etnia", "Mapuche"), ("caste", "OBC")],
        "user.demographic.political_opinion": [("political_party", "Labour"), ("party_affiliation", "Republican"), ("union_member", "yes"), ("trade_union", "ver.di"), ("Gewerkschaft", "IG Metall"), ("political_opinion", "conservative"), ("政治面貌", "中共党员"), ("syndicat", "CGT")],
        "user.demographic.sexual_orientation": [("sexual_orientation", "bisexual"), ("orientation_sexuelle", "homosexuelle"), ("sexuelle_orientierung", "heterosexuell"), ("orientacion_sexual", "lesbiana"), ("sexual_orientation", "gay")],
        "user.demographic.marital_status": [("marital_status", "married"), ("Familienstand", "ledig"), ("situation_familiale", "divorcée"), ("estado_civil", "soltero"), ("婚姻状况", "已婚"), ("वैवाहिक स्थिति", "विवाहित"), ("stato_civile", "coniugata"), ("civil_status", "widowed"), ("burgerlijke_staat", "gehuwd")],
        "user.health_and_medical": [("diagnosis", "type 2 diabetes"), ("allergies", "penicillin"), ("medication", "metformin 500 mg"), ("Diagnose", "Bandscheibenvorfall"), ("blood_type", "A+"), ("disability", "wheelchair user"), ("chronic_disease", "asthma"), ("diagnostico", "hipertensión"), ("antecedents_medicaux", "épilepsie"), ("病名", "高血圧")],
        "user.job_title": [("job_title", "Senior Accountant"), ("position", "Warehouse Clerk"), ("Berufsbezeichnung", "Elektriker"), ("profession", "infirmière"), ("cargo", "Gerente de ventas"), ("occupation", "teacher"), ("職業", "会社員"), ("पद", "लेखाकार")],
        "user.criminal_history": [("criminal_record", "fraud, 2014"), ("convictions", "theft (2009)"), ("Vorstrafen", "keine"), ("casier_judiciaire", "vol, 2011"), ("antecedentes_penales", "robo 2010")],
    }.items():
        for name, value in pairs:
            if value in ("keine",) or name in ("caste", "orientation", "cargo", "position"):
                continue
            out.add(who, "column", value, value, column=name)
    for text, span in [("Religion: Catholic", "Catholic"), ("Konfession: evangelisch", "evangelisch"), ("धर्म: हिन्दू", "हिन्दू"), ("Religion : musulmane", "musulmane"), ("Religión: católica", "católica")]:
        out.add("user.demographic.religious_belief", "cue", text, span)
    for text in ["The cathedral is open daily.", "race condition in thread 4", "the race starts at noon", "Hindu Kush mountains", "Christian Street 5", "party of five at table 3", "political science, 2nd term", "European Union directive", "union select 1,2", "gay bar lighting (fixture)", "orientation: landscape"]:
        for who in ("user.demographic.religious_belief", "user.demographic.race_ethnicity", "user.demographic.political_opinion", "user.demographic.sexual_orientation"):
            out.add(who, "log", text)
    for text, span in [("Gender: female", "female"), ("Sex: M", "M"), ("Geschlecht: weiblich", "weiblich"), ("लिंग: महिला", "महिला"), ("性别：男", "男"), ("Sexe : F", "F"), ("Sexo: Masculino", "Masculino")]:
        out.add("user.demographic.gender", "cue", text, span)
    for text in ["male connector, 3 pins", "size M is sold out", "Gender equality report", "female thread 1/2 inch", "M 8 screw", "sex chromosomes were sequenced", "gender: ", "Sex: unknown?"][:6]:
        out.add("user.demographic.gender", "log", text)
    for name, value in [("facebook_url", "https://www.facebook.com/dana.whitlock.77"), ("linkedin", "https://www.linkedin.com/in/dana-whitlock-4a1b"), ("twitter", "@dana_whitlock"), ("instagram", "@tunde.okonkwo"), ("social_profile", "https://x.com/tokonkwo_"), ("github", "https://github.com/jlindqvist-demo"), ("xing", "https://www.xing.com/profile/Jonas_Lindqvist")]:
        out.add("user.social.profile", "column", value, value, column=name)
    for line, value in [("LinkedIn: {}", "https://www.linkedin.com/in/dana-whitlock-4a1b"), ("my profile is {}", "https://www.facebook.com/dana.whitlock.77"), ("see {}", "https://www.instagram.com/tunde.okonkwo/"), ("Twitter: {}", "https://twitter.com/jlindqvist_demo"), ('{{"linkedin":"{}"}}', "https://linkedin.com/in/helene-marchand")]:
        out.add("user.social.profile", "cue", line.format(value), value)
    for text in ["https://www.linkedin.com/legal/privacy-policy", "https://www.facebook.com/help/", "https://twitter.com/share?url=x", "https://www.instagram.com/about/us/", "https://www.linkedin.com/jobs/"]:
        out.add("user.social.profile", "log", text)
    for name, value in [("username", "dwhitlock"), ("user_name", "tokonkwo77"), ("login", "jlindqvist"), ("Benutzername", "hmarchand"), ("nom_utilisateur", "zoe.l"), ("usuario", "ralmonte"), ("screen_name", "night_owl_88"), ("nickname", "bluekettle"), ("用户名", "zhangwei88"), ("ユーザー名", "hanako_s")]:
        out.add("user.account.username", "column", value, value, column=name)
    for name, value in [("age", "44"), ("Alter", "37"), ("edad", "52"), ("idade", "29"), ("年齢", "61"), ("आयु", "34"), ("age_years", "18"), ("patient_age", "71"), ("возраст", "40"), ("leeftijd", "33")]:
        out.add("user.demographic.age_range", "column", value, value, column=name)
    for name, value in [("birth_year", "1978"), ("year_of_birth", "1991"), ("Geburtsjahr", "1965"), ("yob", "1988"), ("annee_naissance", "2001"), ("ano_nascimento", "1975")]:
        out.add("intl.birth_year", "column", value, value, column=name)
    for name, value in [("age_of_invoice_days", "44"), ("page", "37"), ("image_age", "12"), ("storage", "52"), ("average", "29"), ("year", "1978"), ("model_year", "2011"), ("Baujahr", "1965")]:
        out.add("user.demographic.age_range" if "year" not in name and name != "Baujahr" else "intl.birth_year", "near-miss", value, column=name)
    return out


DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def hindi():
    out = Cases("hindi_digits")
    rng = random.Random("world hindi")

    def nagari(text):
        return text.translate(DEVANAGARI)

    def aadhaar():
        body = digits(rng, 11, "23456789")
        text = body + verhoeff(body)
        return rng.choice(["{} {} {}", "{}-{}-{}", "{}{}{}"]).format(text[:4], text[4:8], text[8:])

    def phone():
        n = digits(rng, 10, "6789")
        return rng.choice([n, n[:5] + " " + n[5:], n[:5] + "-" + n[5:]])

    def pan(nag):
        n = digits(rng, 4)
        return "".join(rng.choice("ABCDEFGHKLMNPRSTVZ") for _ in range(3)) + "P" + rng.choice("ABCDGKMSV") + (nagari(n) if nag else n) + rng.choice("ABCDEFGHJKLMNPQR")

    for line in ["मोबाइल: {}", "मेरा मोबाइल नंबर {} है।", "फ़ोन {} पर बात करें", "संपर्क: {}", "मो. {}", "दूरभाष: {}", "व्हाट्सएप नंबर - {}", "मोबाइल नंबर: {}"]:
        value = nagari(phone())
        out.add("user.contact.phone_number", "cue", line.format(value), value, country="IN")
    value = nagari("+91 98765 4" + digits(rng, 4))
    out.add("user.contact.phone_number", "cue", f"मोबाइल {value}", value)
    for line in ["आधार संख्या: {}", "आधार नंबर {}", "मेरा आधार {} है।", "आधार कार्ड क्रमांक - {}", "आवेदक का आधार: {}", "आधार सं. {}"]:
        value = nagari(aadhaar())
        out.add("in.aadhaar", "cue", line.format(value), value)
        value = aadhaar()
        out.add("in.aadhaar", "cue", line.format(value), value)
    for name in ["आधार", "आधार संख्या", "aadhaar_no"]:
        value = nagari(aadhaar())
        out.add("in.aadhaar", "column", value, value, column=name)
    for line in ["आधार संख्या: {}", "आधार नंबर {}", "मेरा आधार {} है।"]:
        good = aadhaar()
        wrong = good[:-1] + str((int(good[-1]) + 3) % 10)
        out.add("in.aadhaar", "near-miss", line.format(nagari(wrong)))
    for line in ["पैन: {}", "पैन नंबर {}", "स्थायी खाता संख्या: {}", "मेरा पैन कार्ड {} है।"]:
        value = pan(False)
        out.add("in.pan", "cue", line.format(value), value)
    for line in ["जन्म तिथि: {}", "जन्मतिथि {}", "जन्म दिनांक - {}", "मेरा जन्म {} को हुआ।"]:
        for shape in ["{d:02}/{m:02}/{y}", "{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}", "{d} मार्च {y}"]:
            value = nagari(shape.format(d=rng.randint(1, 28), m=rng.randint(1, 12), y=rng.randint(1945, 2005)))
            out.add("intl.date_of_birth", "cue", line.format(value), value, country="IN" if rng.random() < 0.5 else None)
    for line in ["ऑर्डर संख्या {} भेज दी गई।", "बिल दिनांक: {}", "कुल राशि {} रुपये", "पृष्ठ {}", "बैठक {} को होगी", "क्रम संख्या {}"]:
        value = nagari(rng.choice(["12/03/2024", "9876543210", "45,500", "123"]))
        for who in ("in.aadhaar", "intl.date_of_birth", "user.contact.phone_number"):
            if who == "user.contact.phone_number" and len(value) == 10 and "/" not in value and "ऑर्डर" not in line:
                continue
            out.add(who, "log", line.format(value), country="IN")
    value = nagari(digits(rng, 11, "123456789"))
    out.add("user.financial.bank_account", "cue", f"खाता संख्या: {value}", value, country="IN")
    out.add("user.contact.address.postal_code", "column", "३०२०१५", "३०२०१५", column="पिन कोड")
    return out


COLUMNS = {
    "user.demographic.marital_status": ([("marital_state", "divorced"), ("maritalStatus", "widowed"), ("vaivahik_sthiti", "विवाहित"), ("семейное положение", "женат"), ("الحالة الاجتماعية", "متزوج"), ("sivilstatus", "gift"), ("medeni_hal", "evli"), ("stan_cywilny", "panna")], [("status", "open"), ("order_status", "shipped"), ("state", "CA"), ("payment_status", "single"), ("connection", "married pair cable"), ("engagement_rate", "0.12")]),
    "user.demographic.language": ([("native_language", "Tamil"), ("Muttersprache", "Deutsch"), ("mother_tongue", "Hindi"), ("langue_maternelle", "arabe"), ("preferred_language", "es"), ("idioma_materno", "quechua"), ("spoken_languages", "English, Urdu"), ("मातृभाषा", "हिन्दी"), ("母語", "日本語"), ("primary_language", "Vietnamese")], [("programming_language", "Rust"), ("file_language", "en-US"), ("query_language", "SQL"), ("markup_language", "HTML"), ("doc_language", "de")]),
    "user.job_title": ([("Job Title", "Nurse"), ("jobTitle", "Head of Logistics"), ("Beruf", "Tischlerin"), ("puesto", "Contador"), ("profissão", "professora"), ("beroep", "loodgieter"), ("должность", "инженер"), ("职位", "销售经理"), ("designation", "Assistant Manager"), ("Stellenbezeichnung", "Sachbearbeiter")], [("page_title", "Welcome"), ("title", "Annual report"), ("book_title", "The Long Road"), ("cron_job", "nightly"), ("job_id", "4471"), ("song_title", "Blue Kettle")]),
    "user.workplace": ([("employer", "Nordwind Logistics GmbH"), ("Arbeitgeber", "Sonnenhof KG"), ("employer_name", "Blue Kettle Ltd"), ("employeur", "Lilas SARL"), ("empleador", "Taza Azul SA"), ("datore_di_lavoro", "Benedetti SpA"), ("workplace", "City Hospital"), ("place_of_work", "Leeds depot"), ("место работы", "ООО Ромашка"), ("勤務先", "株式会社青空")], [("supplier", "Nordwind Logistics GmbH"), ("vendor_name", "Blue Kettle Ltd"), ("manufacturer", "Benedetti SpA"), ("carrier", "Blue Van"), ("brand", "Sonnenhof")]),
    "user.education": ([("education", "MSc Physics"), ("degree", "BA History"), ("school", "Elm Road Primary School"), ("university", "University of Leeds"), ("Schulabschluss", "Abitur"), ("education_level", "secondary"), ("highest_qualification", "PhD"), ("niveau_etudes", "bac+3"), ("escolaridad", "secundaria completa"), ("学历", "本科"), ("最終学歴", "大学卒"), ("शिक्षा", "स्नातक")], [("angle_degrees", "45.0"), ("temperature_degree", "21"), ("training_data", "set-4"), ("class_name", "HttpServer"), ("grade_of_steel", "S235")]),
    "user.criminal_history": ([("criminal_history", "assault, 2012"), ("criminal_convictions", "burglary 2016"), ("offences", "drink driving 2018"), ("Strafregister", "Betrug 2011"), ("fedine_penali", "furto 2009"), ("police_record", "shoplifting, caution 2020"), ("antecedentes_criminais", "estelionato 2015"), ("судимость", "ст. 158, 2014")], [("browser_history", "12 pages"), ("order_history", "4471"), ("price_history", "12.99"), ("offset", "2012"), ("conviction_rate_pct", "12")]),
    "user.biometric": ([("fingerprint", "Rk1SACAyMAAAAADkAAABQAHgAMUAxQEAAAAoH0C8AFP+"), ("fingerprint_template", "Rk1SACAyMAAAAAEIAAABPAFiAMUAxQEAAAAoKUBzABf4"), ("face_embedding", "[0.0123,-0.0871,0.1334,0.0042]"), ("iris_code", "a3f09c77e1b2004d"), ("voiceprint", "vp-77ae00b7c41d"), ("retina_scan", "9f3ac41d77ae00b7"), ("face_template", "0.11,0.42,0.93,0.08"), ("biometric_data", "Rk1SACAyMAAAAADk")], [("browser_version", "120"), ("surface", "0.11"), ("interface", "eth0"), ("typeface", "Helvetica"), ("cert_fingerprint_note", "see vault")]),
    "user.genetic": ([("dna_sequence", "ACGTTAGCCGATTACAGGCT"), ("genotype", "rs429358 C/T"), ("brca1_status", "positive"), ("genetic_test_result", "HFE C282Y homozygous"), ("snp", "rs7412 T/T"), ("karyotype", "46,XX"), ("haplogroup", "R1b"), ("genome_variant", "c.68_69delAG")], [("generation", "4"), ("generic_name", "metformin"), ("gen", "2"), ("variant", "blue, large"), ("sequence", "4471")]),
    "user.account.username": ([("userName", "fabernathy"), ("login_name", "iqureshi"), ("account_name", "zwisniewska"), ("handle", "@blue_kettle"), ("benutzerkennung", "kmensah01"), ("логин", "osokolova"), ("사용자명", "minji_k"), ("kullanıcı_adı", "ayildirim"), ("uname", "chidi.e")], [("hostname", "web01"), ("filename", "a.txt"), ("table", "users"), ("door_handle", "steel"), ("login_count", "12"), ("unit_name", "kg")]),
    "user.unique_id": ([("customer_id", "C-4471882"), ("user_id", "99120471"), ("kundennummer", "30231250"), ("client_id", "CL-88120"), ("member_number", "M-771203"), ("employee_id", "E20417"), ("personalnummer", "004471"), ("student_id", "S2024-0117"), ("subscriber_no", "7712034"), ("numero_client", "CLT-20417"), ("customer_number", "10023881"), ("matricula_empleado", "20417")], [("order_id", "4471882"), ("product_id", "P-4471"), ("invoice_no", "2024-000123"), ("row_id", "17"), ("batch_no", "B-20240311"), ("session_count", "12")]),
}


def columns():
    """Facts about a person that only the column's name tells."""
    out = Cases("person_columns")
    for who, (good, bad) in COLUMNS.items():
        for name, value in good:
            if name in ("handle", "matricula_empleado", "client_id", "school", "snp"):
                continue
            out.add(who, "column", value, value, column=name)
            if name.isascii() and len(name) % 2:
                out.add(who, "near-miss", "", column=name)
        for name, value in bad:
            out.add(who, "near-miss", value, column=name)
    rng = random.Random("world words")
    who = "intl.what_words"
    words = ["kettle", "harbor", "window", "basket", "silver", "meadow", "rocket", "pencil", "garden", "bridge", "candle", "velvet"]
    for i, name in enumerate(["what3words", "w3w", "what3words_address", "three_word_address", "w3w_address", "what3words"] * 2):
        value = ".".join(rng.sample(words, 3))
        value = "///" + value if i % 2 else value
        out.add(who, "column", value, value, column=name)
    for line in ["what3words: {}", "Meet me at {}", "w3w {}", "We are at {} near the gate.", '{{"w3w":"{}"}}', "Caller's location: {}", "{}", "Unfallort {}", "what3words address {}", "pos={}"]:
        value = "///" + ".".join(rng.sample(words, 3))
        out.add(who, "cue" if "w" in line and "3" in line else "bare", line.format(value), value)
    for text in ["import os.path.join", "www.garden.bridge", "std.io.read", "file.tar.gz", "com.example.app", "see a.b.c", "https://kettle.harbor.window/page", "System.out.println", "user.name.first", "window.location.href"]:
        out.add(who, "log", text)
    for text in ["what3words: kettle.harbor", "what3words: kettle", "what3words: 12.34.56", "what3words: kettle.harbor.window.basket", "w3w ///kettle harbor window", "what3words: ///kettle..window", "what3words: none", "what3words: k3ttle.h4rbor.w1ndow"]:
        out.add(who, "near-miss", text)
    for value in ["XG2C+XQ Trondheim", "9G8F+6X Zürich"]:
        code = value.split()[0]
        out.add("user.location.precise", "cue", f"Plus code: {code}", code)
    return out


def all_files():
    return [names(), addresses(), places(), persons(), columns(), hindi()]
