"""E-mail, phone, IP, MAC, date of birth.

Rules: RFC 5321, 5322, 6531 (e-mail), ITU-T E.164 and the national numbering plans (phones; where a regulator set numbers
aside for fiction, those: NANPA 555-01xx, Ofcom drama numbers, ACMA, ARCEP, Bundesnetzagentur, PTS), RFC 4291 and 5952 (IPv6),
RFC 5737 and 3849 (documentation addresses), IEEE 802 (MAC).
"""

import random

from world_common import Cases, digits


def emails():
    out = Cases("email")
    who = "intl.email"
    col = [
        ("email", "dana.whitlock@example.com"),
        ("E-Mail", "t.okonkwo@example.org"),
        ("email_address", "maria+newsletter@example.net"),
        ("mail", "j_p.lindqvist@mail.example.se"),
        ("correo_electronico", "rocio.almonte@example.es"),
        ("adresse_mail", "helene.marchand@exemple-asso.fr"),
        ("courriel", "p.gagnon@example.ca"),
        ("ईमेल", "asha.verma@example.in"),
        ("メールアドレス", "sato.hanako@example.co.jp"),
        ("电子邮箱", "zhang.wei88@example.com.cn"),
        ("이메일", "minji.kim@example.co.kr"),
        ("contact", "SALES.LEAD@EXAMPLE.COM"),
        ("username", "ola.nordmann@example.no"),
        ("reply_to", "o'brien.niamh@example.ie"),
        ("notes", "x1@example.io"),
        ("электронная почта", "иван@почта.рф"),
        ("E-Mail privat", "jürgen.groß@müller-döner.de"),
        ("البريد الإلكتروني", "salma.h@example.com.eg"),
    ]
    for name, value in col:
        out.add(who, "column", value, value, column=name)
    cue = [
        ("Mail me at {}.", "dana.whitlock@example.com"),
        ("Please write to {}, not to the old address.", "info-desk@kanzlei-nordwind.de"),
        ("E-mail: {}; phone: see below", "r.fontaine@example.fr"),
        ("Contact <{}> for details", "vera.lindt@example.ch"),
        ("From: \"Whitlock, Dana\" <{}>", "dana.whitlock@corp.example.com"),
        ("To: {}", "undisclosed.person@example.org"),
        ('{{"user":{{"email":"{}","verified":true}}}}', "kofi.mensah@example.com.gh"),
        ("name,email,city\nKofi Mensah,{},Accra", "kofi.m@example.com.gh"),
        ("mailto:{}?subject=Hello", "support+case1234@example.com"),
        ("(see {})", "a.b.c.d@example.co.uk"),
        ("Reach us: {}!", "hallo@bäckerei-schön.de"),
        ("contact[{}]", "x.y@example.museum"),
        ("user={} ip=203.0.113.9 action=login", "linh.tran@example.vn"),
        ("'{}'", "first-last@sub.dept.example.edu"),
        ("ईमेल: {} पर भेजें", "ravi.k@example.in"),
        ("連絡先は{}です", "tanaka@example.ne.jp"),
        ("请发送至{}，谢谢", "li.na@example.cn"),
        ("Пишите на {}.", "olga.petrova@example.ru"),
        ("{}'s mailbox is full", "gwen.parry@example.wales"),
        ("INSERT INTO u VALUES (7,'{}',NULL);", "u_7@example.io"),
        ("GET /unsubscribe?email={}&list=3", "n.haddad@example.com"),
        ("Was: {} | now: unknown", "k%irk@example.net"),
        ("{} wrote this", "dev.null@example.dev"),
        ("e-mail:{}", "compact@example.us"),
        ("* {} *", "digits123456@example.com"),
        ("{}…", "ellipsis@example.org"),
        ("„{}“", "quoted.german@example.de"),
        ("«{}»", "guillemets@example.fr"),
        ("<a href=\"mailto:{}\">write</a>", "html.link@example.com"),
        ("{}\r", "carriage@example.com"),
    ]
    for pattern, value in cue:
        out.add(who, "cue" if "ail" in pattern else "bare", pattern.format(value), value)
    out.add(who, "cue", "Cc: a.first@example.com, b.second@example.org; c.third@example.net", "a.first@example.com", "b.second@example.org", "c.third@example.net")
    out.add(who, "log", 'GET /reset?mail=jo%40example.org HTTP/1.1', "jo%40example.org")
    for text in [
        "<img src=\"icon@2x.png\">",
        "logo@3x.jpg and banner@1.5x.webp were added",
        "git clone git@github.com:acme/tool.git",
        "remote: git@gitlab.example.com:group/project.git",
        "npm install lodash@4.17.21",
        "requires @angular/core@12.0.1",
        "ssh root@web01 uptime",
        "contact me @dana_w on the forum",
        "root@localhost:~# ls",
        "meet @ 10.30 in room 4",
        "https://reader:s3cretpw@files.example.com/list",
        "postgres://app:pw@db.example.com:5432/crm",
        "pkg:npm/%40babel/core@7.22.0",
        "docker pull registry.example.com/app@sha256:9b2c1e0f",
        "3 apples @ 0.50 each",
        "style@media screen.css",
        "def handler(self): @app.route('/x')",
        "background@2x~ipad.png",
        "main@{upstream} is ahead by 2",
        "actions/checkout@v4.1.1",
        "foo@bar.",
        "email: none@",
        "email: @example.com",
    ]:
        out.add(who, "log", text)
    for text in [
        "E-mail: dana.whitlock@example",
        "E-mail: dana.whitlock@example.c",
        "E-mail: dana.whitlock@example.invalidtldx",
        "E-mail: dana@@example.com",
        "E-mail: dana.whitlock.example.com",
        "E-mail: jo@server.notarealtld",
        "E-mail: jo@192.168.1.300",
        "E-mail: dana at example dot com",
        "E-mail: operator@host.zzzz",
        "E-mail: user@mail.123",
        "E-mail: n/a@n/a",
        "E-mail: jo@files.png",
    ]:
        out.add(who, "near-miss", text)
    return out


# Region: (country code, international forms, national forms). N is any digit; the rest stands as it is.
PHONES = {
    "US": ("1", ["+1 212-555-01NN", "+1 (415) 555-01NN", "+131255501NN", "001 617 555 01NN"], ["(212) 555-01NN", "415-555-01NN", "312.555.01NN", "1-617-555-01NN"]),
    "CA": ("1", ["+1 416 555 01NN", "+1-514-555-01NN"], ["(604) 555-01NN", "416-555-01NN"]),
    "GB": ("44", ["+44 7700 900NNN", "+44 20 7946 0NNN", "+44 (0)161 496 0NNN", "00447700900NNN"], ["07700 900NNN", "020 7946 0NNN", "(0117) 496 0NNN"]),
    "DE": ("49", ["+49 30 23125 NNN", "+49 (0)171 39200NN", "+4917139200NN", "0049 40 66969-NNN"], ["030 23125-NNN", "0171/39200NN", "(040) 66969NNN"]),
    "FR": ("33", ["+33 1 99 00 NN NN", "+33 6 39 98 NN NN", "+33639980NNN"], ["01 99 00 NN NN", "06.39.98.NN.NN", "0639980NNN"]),
    "ES": ("34", ["+34 612 34N NNN", "+3491012NNNN"], ["612 34N NNN", "910 12N NNN"]),
    "IT": ("39", ["+39 347 12N NNNN", "+39 06 698N NNNN"], ["347 12NNNNN", "06 698NNNNN"]),
    "NL": ("31", ["+31 6 123NNNNN", "+31 20 624 NNNN"], ["06-123NNNNN", "020-624NNNN"]),
    "BE": ("32", ["+32 470 12 NN NN", "+32 2 512 NN NN"], ["0470 12 NN NN", "02 512 NN NN"]),
    "CH": ("41", ["+41 79 123 NN NN", "+41 44 211 NN NN"], ["079 123 NN NN", "044 211 NN NN"]),
    "AT": ("43", ["+43 664 123NNNN", "+43 1 512NNNN"], ["0664 123NNNN", "01 512NNNN"]),
    "SE": ("46", ["+46 70 174 06 NN", "+46 8 465 004 NN"], ["070-174 06 NN", "08-465 004 NN"]),
    "PL": ("48", ["+48 501 23N NNN", "+48 22 621 NN NN"], ["501 23N NNN", "22 621 NN NN"]),
    "RU": ("7", ["+7 (916) 123-NN-NN", "+7 495 123 NN NN"], ["8 (916) 123-NN-NN", "8-495-123-NN-NN"]),
    "TR": ("90", ["+90 532 123 NN NN", "+90 212 244 NN NN"], ["0532 123 NN NN", "(0212) 244 NN NN"]),
    "IN": ("91", ["+91 98765 4NNNN", "+91-22-2754NNNN", "+9198200NNNNN"], ["98765 4NNNN", "09820 01NNNN", "022-2754NNNN", "98201NNNNN"]),
    "CN": ("86", ["+86 138 0013 NNNN", "+86 10 6552 NNNN"], ["138 0013 NNNN", "1390013NNNN", "010-6552NNNN"]),
    "JP": ("81", ["+81 90-1234-NNNN", "+81 3-3580-NNNN"], ["090-1234-NNNN", "03-3580-NNNN", "0901234NNNN"]),
    "KR": ("82", ["+82 10-2345-NNNN", "+82 2-730-NNNN"], ["010-2345-NNNN", "02-730-NNNN"]),
    "AU": ("61", ["+61 491 570 156", "+61 2 5550 NNNN", "+61 491 570 006"], ["0491 570 157", "(02) 5550 NNNN", "(03) 7010 NNNN"]),
    "NZ": ("64", ["+64 21 234 NNNN", "+64 9 302 NNNN"], ["021 234 NNNN", "(09) 302 NNNN"]),
    "BR": ("55", ["+55 11 98765-NNNN", "+55 (21) 2567-NNNN"], ["(11) 98765-NNNN", "(21) 2567-NNNN", "11 98765 NNNN"]),
    "MX": ("52", ["+52 55 5123 NNNN", "+52 33 3615 NNNN"], ["55 5123 NNNN", "(33) 3615-NNNN"]),
    "AR": ("54", ["+54 9 11 4321-NNNN", "+54 11 4321-NNNN"], ["011 4321-NNNN", "(011) 4321-NNNN"]),
    "CL": ("56", ["+56 9 8765 NNNN", "+56 2 2345 NNNN"], ["9 8765 NNNN", "(2) 2345 NNNN"]),
    "CO": ("57", ["+57 310 234 NNNN", "+57 601 234 NNNN"], ["310 234 NNNN", "(601) 234 NNNN"]),
    "PE": ("51", ["+51 987 654 NNN", "+51 1 421 NNNN"], ["987 654 NNN", "(01) 421-NNNN"]),
    "ZA": ("27", ["+27 82 123 NNNN", "+27 11 442 NNNN"], ["082 123 NNNN", "(011) 442-NNNN"]),
    "NG": ("234", ["+234 803 123 NNNN"], ["0803 123 NNNN", "0803123NNNN"]),
    "KE": ("254", ["+254 712 123NNN"], ["0712 123NNN", "0722 123 NNN"]),
    "EG": ("20", ["+20 100 123 NNNN", "+20 2 2735 NNNN"], ["0100 123 NNNN", "02 2735 NNNN"]),
    "IL": ("972", ["+972 54-123-NNNN", "+972-3-522-NNNN"], ["054-123NNNN", "03-522NNNN"]),
    "AE": ("971", ["+971 50 123 NNNN", "+971 4 331 NNNN"], ["050 123 NNNN", "04 331 NNNN"]),
    "SA": ("966", ["+966 50 123 NNNN", "+966 11 462 NNNN"], ["050 123 NNNN", "011 462 NNNN"]),
    "PK": ("92", ["+92 300 123NNNN", "+92 21 3567 NNNN"], ["0300-123NNNN", "021-3567NNNN"]),
    "BD": ("880", ["+880 1711-12NNNN"], ["01711-12NNNN", "0171112NNNN"]),
    "LK": ("94", ["+94 71 123 NNNN"], ["071 123 NNNN", "011 269 NNNN"]),
    "TH": ("66", ["+66 81 234 NNNN", "+66 2 234 NNNN"], ["081-234-NNNN", "02-234-NNNN"]),
    "VN": ("84", ["+84 91 234 NN NN", "+84 24 3825 NNNN"], ["091 234 NN NN", "024 3825 NNNN"]),
    "ID": ("62", ["+62 812-3456-NNNN", "+62 21 390 NNNN"], ["0812-3456-NNNN", "(021) 390NNNN"]),
    "MY": ("60", ["+60 12-345 NNNN", "+60 3-2161 NNNN"], ["012-345 NNNN", "03-2161 NNNN"]),
    "SG": ("65", ["+65 8123 NNNN", "+65 6221 NNNN"], ["8123 NNNN", "6221 NNNN"]),
    "PH": ("63", ["+63 917 123 NNNN", "+63 2 8521 NNNN"], ["0917 123 NNNN", "(02) 8521 NNNN"]),
    "HK": ("852", ["+852 9123 NNNN", "+852 2525 NNNN"], ["9123 NNNN", "2525 NNNN"]),
    "TW": ("886", ["+886 912-345-NNN", "+886 2 2311 NNNN"], ["0912-345-NNN", "(02) 2311-NNNN"]),
    "IE": ("353", ["+353 85 123 NNNN", "+353 1 671 NNNN"], ["085 123 NNNN", "(01) 671 NNNN"]),
    "PT": ("351", ["+351 912 34N NNN", "+351 21 342 NN NN"], ["912 34N NNN", "213 42N NNN"]),
    "NO": ("47", ["+47 912 34 NNN", "+47 22 41 NN NN"], ["912 34 NNN", "22 41 NN NN"]),
    "UA": ("380", ["+380 67 123 NN NN"], ["067 123 NN NN", "(044) 279-NN-NN"]),
    "GH": ("233", ["+233 24 412 NNNN"], ["024 412 NNNN"]),
    "MA": ("212", ["+212 661-12NNNN"], ["0661 12 NN NN"]),
}

PHONE_COLUMNS = {
    "US": ["phone", "home_phone", "Cell"],
    "CA": ["telephone", "téléphone"],
    "GB": ["mobile", "tel_no", "daytime phone"],
    "DE": ["telefon", "Handynummer", "Tel."],
    "FR": ["telephone", "tel_portable", "Mobile"],
    "ES": ["telefono", "móvil"],
    "IT": ["cellulare", "telefono"],
    "NL": ["telefoonnummer", "mobiel"],
    "BE": ["gsm", "telefoon"],
    "CH": ["telefon_privat", "natel"],
    "AT": ["telefonnummer", "handy"],
    "SE": ["telefonnummer", "mobil"],
    "PL": ["telefon", "nr_telefonu"],
    "RU": ["телефон", "моб. телефон"],
    "TR": ["telefon", "cep_telefonu"],
    "IN": ["mobile_no", "मोबाइल नंबर", "phone_number"],
    "CN": ["手机号", "联系电话", "phone"],
    "JP": ["電話番号", "携帯電話", "tel"],
    "KR": ["휴대폰", "전화번호"],
    "AU": ["mobile", "contact_phone"],
    "BR": ["telefone", "celular"],
    "MX": ["celular", "telefono_casa"],
    "AR": ["telefono", "celular"],
    "IL": ["טלפון", "נייד"],
    "AE": ["رقم الجوال", "mobile_number"],
    "SA": ["الجوال", "phone"],
    "EG": ["رقم الهاتف", "tel"],
    "TH": ["เบอร์โทรศัพท์", "phone"],
    "VN": ["số điện thoại", "sdt", "dien_thoai"],
    "ID": ["no_hp", "telepon"],
    "MY": ["no_telefon", "phone"],
    "TW": ["手機", "聯絡電話"],
    "HK": ["電話", "mobile"],
    "BD": ["মোবাইল", "phone"],
}

PHONE_CUES = {
    "US": ["Call me at {} after five.", "Phone: {}", "cell {} (evenings)"],
    "CA": ["Tel.: {}", "Please call back on {}."],
    "GB": ["Tel: {}", "ring me on {} please", "Mob {}"],
    "DE": ["Tel.: {}", "Sie erreichen mich unter {}.", "Handy: {}", "Rückruf erbeten: {}"],
    "FR": ["Tél. : {}", "Vous pouvez me joindre au {}.", "Portable : {}"],
    "ES": ["Tel.: {}", "Mi móvil es {}.", "Llámeme al {}"],
    "IT": ["Cell. {}", "Tel: {}", "mi chiami al {}"],
    "NL": ["Tel. {}", "U kunt mij bellen op {}."],
    "BE": ["GSM: {}", "Tel. {}"],
    "CH": ["Tel. {}", "Natel {}"],
    "AT": ["Tel.: {}", "Handynummer {}"],
    "SE": ["Tel: {}", "Ring mig på {}."],
    "PL": ["tel. {}", "Telefon kontaktowy: {}"],
    "RU": ["Тел.: {}", "Мой телефон {}."],
    "TR": ["Tel: {}", "Cep telefonu: {}"],
    "IN": ["Mobile: {}", "मोबाइल नंबर: {}", "Please WhatsApp me on {}", "Mob. No. {}"],
    "CN": ["电话：{}", "手机号码：{}", "我的手机号是{}。"],
    "JP": ["電話番号：{}", "TEL: {}", "携帯は{}です。"],
    "KR": ["전화번호: {}", "휴대폰 {}"],
    "AU": ["Phone: {}", "Mobile {}"],
    "NZ": ["Ph {}", "Phone: {}"],
    "BR": ["Telefone: {}", "Meu celular é {}.", "Tel. {}"],
    "MX": ["Tel. {}", "Celular: {}"],
    "AR": ["Tel.: {}", "Teléfono {}"],
    "CL": ["Fono: {}", "Celular {}"],
    "CO": ["Celular: {}", "Tel. {}"],
    "PE": ["Celular: {}", "Teléfono {}"],
    "IL": ["טלפון: {}", "נייד {}", "Phone: {}"],
    "AE": ["Mobile: {}", "هاتف: {}"],
    "SA": ["رقم الجوال: {}", "Mobile {}"],
    "EG": ["تليفون: {}", "Tel {}"],
    "TH": ["โทร. {}", "เบอร์โทรศัพท์: {}"],
    "VN": ["SĐT: {}", "Điện thoại: {}"],
    "ID": ["No. HP: {}", "Telp. {}"],
    "MY": ["No. Tel: {}", "Phone: {}"],
    "TW": ["電話：{}", "手機：{}"],
    "HK": ["電話：{}", "Tel: {}"],
    "BD": ["মোবাইল: {}", "Mobile: {}"],
    "PT": ["Tel.: {}", "Telemóvel: {}"],
    "UA": ["Тел.: {}", "телефон {}"],
    "NO": ["Tlf. {}", "Mobil: {}"],
}

NO_PHONES = [
    "Order 4915112345 was packed",
    "created_at=1718000000 updated_at=1718003600",
    "ts 1718000000123 evt click",
    "Invoice 2024-000123-77",
    "Price: 1.299,00 EUR instead of 1.499,00 EUR",
    "Total 12 345 678,90",
    "ISBN 978-3-16-148410-0",
    "Version 10.2.4401.18",
    "2024-03-11 09:14:02,881 INFO started",
    "from 2019-2023, pages 120-145",
    "SKU 212-555-A19",
    "lat=52.520008 lon=13.404954",
    "Tracking 00340434161094042557",
    "uuid 550e8400-e29b-41d4-a716-446655440000",
    "Parcel 1Z999AA10123456784",
    "size 1024 2048 4096 8192",
    "customer number 30231250",
    "order_id: 2125550199",
    "Article 0171392005 is sold out",
    "duration 00:14:22.120",
    "ratio 3.14159265358979",
    "bytes=20794601233",
    "Population 83 240 525",
    "serial 06398001234 of the pump",
    "epoch 0 to 4294967295",
    "EAN 4006381333931",
    "PO 415-55501 of 12.03.2024",
    "GET /articles/7700900123/edit 200",
    "amount due 9876543210 INR",
    "sequence 1, 2, 3, 5, 8, 13, 21, 34, 55, 89",
    "commit 9087654",
    "build 20240311.1409",
    "block height 840000 reached, nonce 3932395645",
    "IPv4 198.51.100.23 closed",
    "case 24-0123456",
    "score 110:98, set 6-4 7-5 6-2",
    "Sitzung vom 12.03.2024-15.03.2024",
    "ZIP 10001-1234",
]

BAD_PHONES = [
    ("Phone: +999 12 345 678", None),
    ("Phone: +1 111 555 0123", None),
    ("Phone: +49 30", None),
    ("Phone: +44 7700 9001234567", None),
    ("Phone: 12345", "US"),
    ("Phone: 112-555-0123", "US"),
    ("Phone: 000-000-0000", "US"),
    ("Tel.: +33 1 99 00 00", None),
    ("Phone: +210 123 4567", None),
    ("Mobile: 12345 6789", "IN"),
    ("Mobile: +91 12345 67890", None),
    ("Phone: +1 212-55-0123", None),
    ("Phone: n/a", None),
    ("Phone: 0000000000", "IN"),
    ("Phone: none (was removed in 2021)", None),
]


def phones():
    out = Cases("phone")
    who = "user.contact.phone_number"
    rng = random.Random("world phones 1")

    def fill(pattern):
        return "".join(rng.choice("0123456789") if c == "N" else c for c in pattern)

    for region, (_, abroad, home) in PHONES.items():
        names = PHONE_COLUMNS.get(region, ["phone", "mobile"])
        cues = PHONE_CUES.get(region, ["Phone: {}", "Mobile {}"])
        for i, name in enumerate(names):
            value = fill((home + abroad)[i % len(home + abroad)])
            out.add(who, "column", value, value, column=name, country=region)
        value = fill(abroad[0])
        out.add(who, "column", value, value, column=names[0])
        for i, cue in enumerate(cues):
            value = fill(home[i % len(home)])
            out.add(who, "cue", cue.format(value), value, country=region)
            value = fill(abroad[i % len(abroad)])
            out.add(who, "cue", cue.format(value), value)
        for pattern in abroad[:2]:
            value = fill(pattern)
            if value.startswith("+"):
                text = rng.choice(["{} rang twice today", "see also {}, office", "signed by A. Tester\n{}\nMain hall", "2024-05-02 14:00 sms to {} delivered", '{{"to":"{}","st":"ok"}}', "{}"])
                out.add(who, "bare", text.format(value), value)
    for text in ["tel:+49-30-23125-123", "<a href=\"tel:+442079460123\">call</a>"]:
        out.add(who, "cue", text, text[text.index("+") :].split('"')[0])
    out.add(who, "cue", "Phones: 212-555-0123 / 212-555-0144", "212-555-0123", "212-555-0144", country="US")
    out.add(who, "cue", "Tel. 030 23125-100, Fax 030 23125-199", "030 23125-100", "030 23125-199", country="DE")
    for text in NO_PHONES:
        out.add(who, "log", text)
        if rng.random() < 0.4:
            out.add(who, "log", text, country=rng.choice(["US", "DE", "IN", "GB", "FR", "JP"]))
    for text, region in BAD_PHONES:
        out.add(who, "near-miss", text, country=region)
    return out


def addresses_of_machines():
    out = Cases("ip")
    who = "intl.ip"
    four = ["203.0.113.7", "198.51.100.23", "192.0.2.146", "203.0.113.254", "198.51.100.1"]
    six = ["2001:db8::1", "2001:db8:85a3::8a2e:370:7334", "2001:0db8:0000:0000:0000:ff00:0042:8329", "2001:DB8:0:F101::1", "2001:db8:1:2:3:4:5:6"]
    for i, name in enumerate(["ip", "ip_address", "client_ip", "remote_addr", "last_login_ip", "IP-Adresse", "adresse_ip", "direccion_ip", "endereco_ip", "IPアドレス", "ip地址", "src", "x_forwarded_for", "host"]):
        value = (four + six)[i % 10]
        out.add(who, "column", value, value, column=name)
    lines = [
        '{} - - [11/Mar/2024:09:14:02 +0100] "GET /index.html HTTP/1.1" 200 512',
        "Failed password for invalid user admin from {} port 40122 ssh2",
        "login ok user=17 ip={}",
        "client {} closed the connection",
        '{{"remoteAddr":"{}","method":"POST"}}',
        "X-Forwarded-For: {}",
        "Received: from mail.example.org ([{}]) by mx.example.com",
        "The complaint named the address {}.",
        "Deny in: {}, proto tcp",
        "ping {}",
        "IP: {}; browser unknown",
        "<ip>{}</ip>",
        "blocked ({})",
        "{}\t443\tESTABLISHED",
    ]
    for i, line in enumerate(lines):
        for value in [four[i % 5], six[(i + 2) % 5]]:
            out.add(who, "cue" if "ip" in line.lower() or "addr" in line.lower() else "bare", line.format(value), value)
    out.add(who, "bare", "connect to 203.0.113.80:8443 failed", "203.0.113.80")
    out.add(who, "bare", "connect to [2001:db8::80]:8443 failed", "2001:db8::80")
    out.add(who, "bare", "http://198.51.100.77/admin/login", "198.51.100.77")
    out.add(who, "bare", "X-Forwarded-For: 203.0.113.4, 198.51.100.9", "203.0.113.4", "198.51.100.9")
    out.add(who, "bare", "::ffff:203.0.113.99 - GET /", "::ffff:203.0.113.99")
    for text in [
        "Version 1.2.3.4 fixes the crash",
        "upgrade from v4.10.22.1 to v4.10.23.0",
        "Chrome/120.0.6099.109 Safari/537.36",
        "OID 1.3.6.1.4.1.311.21.20",
        "policy 2.16.840.1.113733.1.7.23",
        "see section 3.2.1.4 of the manual",
        "§ 12.4.1.2 applies",
        "Chapter 10.1.1.3: Cables",
        "release 22.04.3.1 (stable)",
        "firmware 2.0.14.7 installed",
        "package libfoo 5.6.7.8-1ubuntu1",
        "std::vector<int> a; Foo::bar();",
        "use crate::net::addr;",
        "time 12:34:56 and 23:59:59.999",
        "ratio 16:9, 4:3",
        "AssemblyVersion(\"4.0.30.1\")",
        "Matthew 5:3-12; 6:9",
        "1.2.3.4.5 is an outline number",
        "sum = 10.5 + 20.5",
        "date 12.03.2024 10.15",
        "file.1.2.3.4.tar.gz",
        "dn: 2.5.4.3=Tester",
        "v1.0.0.0",
    ]:
        out.add(who, "log", text)
    for text in [
        "IP: 256.100.50.25",
        "IP: 203.0.113",
        "IP: 203.0.113.999",
        "IP: 203.0.113.7.9",
        "IP: 2001:db8:::1",
        "IP: 2001:db8::85a3::7334",
        "IP: 2001:db8:85a3:0:0:8a2e:370:7334:1",
        "IP: 2001:db8:g5a3:0:0:8a2e:370:7334",
        "IP: 12345::abcde",
        "IP: 203,0,113,7",
        "IP: 1.2.3",
        "IP: unknown",
    ]:
        out.add(who, "near-miss", text)

    mac = Cases("mac")
    who = "intl.mac"
    rng = random.Random("world mac")

    def one(style):
        octets = [f"{rng.choice([0x00, 0x3C, 0xA4, 0xF0, 0x5C, 0xDC]):02x}"] + [f"{rng.randrange(256):02x}" for _ in range(5)]
        if style == "cisco":
            text = "".join(octets)
            return f"{text[:4]}.{text[4:8]}.{text[8:]}"
        return style.join(octets)

    for i, name in enumerate(["mac", "mac_address", "MAC-Adresse", "adresse_mac", "wifi_mac", "bssid", "hwaddr", "ethernet_address", "direccion_mac", "MACアドレス", "bluetooth_mac"]):
        value = one([":", "-", "cisco"][i % 3])
        value = value.upper() if i % 2 else value
        mac.add(who, "column", value, value, column=name)
    for i, line in enumerate(["MAC: {}", "link/ether {} brd", "ether {}  txqueuelen 1000", "DHCPACK on 203.0.113.20 to {} via eth0", '{{"bssid":"{}"}}', "HWaddr {}", "station {} associated", "The printer ({}) was moved.", "arp: {} is-at", "wlan0: authenticate with {}", "MAC-Adresse des Geräts: {}", "mac={}", "host A {{ hardware ethernet {}; }}", "device {} joined"]):
        value = one([":", "-", ":", "cisco"][i % 4])
        mac.add(who, "cue" if i % 2 == 0 else "bare", line.format(value), value)
    for text in [
        "SHA1 Fingerprint=9A:3B:C0:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11",
        "md5 d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e",
        "Serial Number: 03:a1:5f:00:12:bc:9d:44:10:aa:bb",
        "time 12:34:56 to 13:45:57",
        "550e8400-e29b-41d4-a716-446655440000",
        "dates 12-03-24 13-04-25",
        "dump 00 1a 2b 3c 4d 5e",
        "IPv6 2001:db8:1:2:3:4:5:6",
        "pci 0000:00:1f.2",
        "colour #a1b2c3 and #d4e5f6",
        "key 1a:2b:3c",
    ]:
        mac.add(who, "log", text)
    for text in [
        "MAC: 00:1A:2B:3C:4D",
        "MAC: 00:1A:2B:3C:4D:5E:6F",
        "MAC: 00:1G:2B:3C:4D:5E",
        "MAC: 0:1:2:3",
        "MAC: 001A:2B3C",
        "MAC: ZZ:ZZ:ZZ:ZZ:ZZ:ZZ",
        "MAC: 00:1A-2B:3C-4D",
        "MAC: 001a.2b3c.4d5",
        "MAC: 00:00:00:00:00:00",
        "MAC: 00-1A-2B-3C-4D-5",
    ]:
        mac.add(who, "near-miss", text)
    return [out, mac]


MONTHS_EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def births():
    out = Cases("date_of_birth")
    who = "intl.date_of_birth"
    rng = random.Random("world births")

    def day():
        return rng.randint(1938, 2012), rng.randint(1, 12), rng.randint(1, 28)

    def iso():
        y, m, d = day()
        return f"{y}-{m:02}-{d:02}"

    def dotted():
        y, m, d = day()
        return f"{d:02}.{m:02}.{y}"

    def slashed():
        y, m, d = day()
        return f"{d:02}/{m:02}/{y}"

    def american():
        y, m, d = day()
        return f"{m}/{d}/{y}"

    def spoken():
        y, m, d = day()
        return f"{d} {MONTHS_EN[m - 1]} {y}"

    def spoken_us():
        y, m, d = day()
        return f"{MONTHS_EN[m - 1]} {d}, {y}"

    def east():
        y, m, d = day()
        return f"{y}年{m}月{d}日"

    def korean():
        y, m, d = day()
        return f"{y}년 {m}월 {d}일"

    def compact():
        y, m, d = day()
        return f"{y}{m:02}{d:02}"

    def dashed():
        y, m, d = day()
        return f"{d:02}-{MONTHS_EN[m - 1][:3]}-{y}"

    def yslash():
        y, m, d = day()
        return f"{y}/{m:02}/{d:02}"

    def stamp():
        return iso() + "T00:00:00"

    columns = [
        ("date_of_birth", iso), ("dob", american), ("DOB", slashed), ("birthdate", iso), ("birth_date", compact),
        ("Geburtsdatum", dotted), ("geb_dat", dotted), ("date_naissance", slashed), ("Date de naissance", slashed),
        ("fecha_nacimiento", slashed), ("fecha_nac", iso), ("data_nascimento", slashed), ("dt_nasc", iso),
        ("data_di_nascita", slashed), ("geboortedatum", dashed), ("födelsedatum", iso), ("data_urodzenia", iso),
        ("дата рождения", dotted), ("doğum tarihi", dotted), ("जन्म तिथि", slashed), ("जन्मतिथि", slashed),
        ("生年月日", east), ("出生日期", iso), ("出生年月日", yslash), ("생년월일", korean), ("تاريخ الميلاد", iso),
        ("תאריך לידה", slashed), ("วันเกิด", slashed), ("ngày sinh", slashed), ("ngay_sinh", iso), ("tanggal_lahir", iso),
        ("tarikh_lahir", slashed), ("জন্ম তারিখ", slashed), ("patient_dob", spoken), ("birthday", spoken_us), ("D.O.B.", dashed),
        ("born_on", iso), ("fødselsdato", dotted), ("syntymäaika", dotted), ("ημερομηνία γέννησης", slashed),
    ]
    for name, make in columns:
        value = make()
        out.add(who, "column", value, value, column=name)
    cues = [
        ("Date of birth: {}", iso), ("DOB {}", american), ("D.O.B. {}", slashed), ("She was born on {} in Leeds.", spoken),
        ("born {}", spoken_us), ("geboren am {} in Erfurt", dotted), ("geb. {}", dotted), ("Geburtsdatum: {}", dotted),
        ("né le {} à Lyon", slashed), ("née le {}", slashed), ("Date de naissance : {}", slashed), ("nacido el {} en Lugo", slashed),
        ("Fecha de nacimiento: {}", slashed), ("nascida em {}", slashed), ("Data de nascimento: {}", slashed), ("nato il {} a Pavia", slashed),
        ("Data di nascita: {}", slashed), ("geboren op {}", dashed), ("Geboortedatum {}", dotted), ("Дата рождения: {}", dotted),
        ("{} г.р.", dotted), ("जन्म तिथि: {}", slashed), ("生年月日：{}", east), ("出生日期：{}", iso), ("生于{}", east),
        ("생년월일: {}", korean), ("تاريخ الميلاد: {}", slashed), ("תאריך לידה: {}", slashed), ("วันเดือนปีเกิด: {}", slashed), ("Ngày sinh: {}", slashed),
        ("Tanggal lahir: {}", iso), ("Tarikh lahir: {}", slashed), ("Doğum tarihi: {}", dotted), ("data urodzenia: {}", iso), ("ur. {} w Gdyni", dotted),
        ('{{"name":"A. Tester","birthDate":"{}"}}', iso), ("<dob>{}</dob>", iso), ("patient (DOB {}) seen today", slashed), ("BDAY:{}", compact), ("birthdate={}&zip=10115", iso),
        ("Pt is a 44 y/o male, DOB: {}, presenting with cough", american), ("Verified caller by name and date of birth ({}).", spoken), ("födelsedatum {}", iso), ("जन्म: {}", slashed),
    ]
    for pattern, make in cues:
        value = make()
        out.add(who, "cue", pattern.format(value), value)
    for pattern, make in [
        ("Order of {} was shipped", iso), ("Invoice date: {}", dotted), ("created_at={}", iso), ("The meeting on {} was moved.", spoken), ("due {}", american),
        ("Rechnung vom {}", dotted), ("Date of issue: {}", slashed), ("Valid until {}", slashed), ("Fecha de emisión: {}", slashed), ("updated {}", stamp),
        ("{} INFO service started", iso), ("Contract signed on {}", spoken_us), ("发票日期：{}", iso), ("発行日：{}", east), ("दिनांक: {}", slashed),
        ("expiry_date: {}", iso), ("Lieferung am {}", dotted), ("hired on {}", spoken), ("{}", iso), ("Date of death: {}", spoken),
        ("Release {} of the firmware", compact), ("last_login={}", iso), ("The company was founded on {}.", spoken_us), ("Facture du {}", slashed),
    ]:
        out.add(who, "log", pattern.format(make()))
    for name in ["created_at", "order_date", "valid_until", "datum_rechnung", "fecha_pago", "入社日"]:
        out.add(who, "near-miss", iso(), column=name)
    for text in ["Date of birth: 31.02.1985", "DOB: 1985-13-40", "Geburtsdatum: unbekannt", "Date of birth: 00.00.0000", "DOB: 45/45/1945", "Date of birth: see file", "DOB: 30/02/1990", "date_of_birth: null", "Date of birth: 2391-04-01", "DOB: 1985-00-12"]:
        out.add(who, "near-miss", text)
    return out


def all_files():
    return [emails(), phones(), *addresses_of_machines(), births()]
