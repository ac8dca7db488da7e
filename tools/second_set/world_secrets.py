"""Credentials: tokens and keys with a published prefix, passwords in the clear, hashes, connection strings, cookies.

Rules: the makers' documentation (GitHub, "Behind GitHub's new authentication token formats"; GitLab, Slack, Stripe, Twilio, AWS,
age's specification, PyPI's macaroons), RFC 7519 and 7515 (JWT), RFC 7617 and 6750 (authorization header), RFC 7468 (PEM),
RFC 6265 (cookies), the PHC string format, crypt(5). Every value is drawn by chance.
"""

import base64
import json
import random
import zlib

from world_common import Cases
from world_finance import bits5, bech32

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = UPPER.lower()
ALNUM = UPPER + LOWER + "0123456789"
B62 = "0123456789" + UPPER + LOWER
URL64 = ALNUM + "-_"
HEX = "0123456789abcdef"


def chars(rng, count, alphabet=ALNUM):
    """Random characters with at least one digit where the alphabet has digits."""
    while True:
        text = "".join(rng.choice(alphabet) for _ in range(count))
        if not any(c.isdigit() for c in alphabet) or any(c.isdigit() for c in text):
            return text


def checked(rng, prefix, count=30):
    """GitHub's form (npm's as well): 30 characters and the CRC-32 of them in six characters of base 62."""
    body = chars(rng, count)
    number, tail = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, r = divmod(number, 62)
        tail = B62[r] + tail
    return prefix + body + tail


def b64url(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def jwt(rng):
    head = {"alg": rng.choice(["HS256", "RS256", "ES256"]), "typ": "JWT"}
    if rng.random() < 0.4:
        head["kid"] = chars(rng, 8)
    body = {"sub": str(rng.randrange(10**6)), "iat": 1710000000 + rng.randrange(10**6), "name": rng.choice(["A. Tester", "T. Okonkwo"])}
    size = {"HS256": 32, "RS256": 256, "ES256": 64}[head["alg"]]
    return ".".join([b64url(json.dumps(head, separators=(",", ":")).encode()), b64url(json.dumps(body, separators=(",", ":")).encode()), b64url(rng.randbytes(size))])


def pem(rng, kind):
    size = {"RSA": 608, "EC": 121, "OPENSSH": 400, "": 608, "DSA": 434, "ENCRYPTED": 634}[kind]
    body = base64.b64encode(rng.randbytes(size)).decode()
    lines = "\n".join(body[i : i + 64] for i in range(0, len(body), 64))
    label = (kind + " " if kind else "") + "PRIVATE KEY"
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"


def age_key(rng):
    return bech32("age-secret-key-", bits5(rng.randbytes(32)), 1).upper()


TOKENS = {
    "intl.jwt": (jwt, ["jwt", "id_token", "access_token", "token"], "token", [lambda r: jwt(r).replace("eyJ", "xxJ", 1), lambda r: jwt(r).rsplit(".", 2)[0], lambda r: "eyJhbGciOi." + chars(r, 5) + ".", lambda r: chars(r, 20) + "." + chars(r, 30) + "." + chars(r, 43)]),
    "intl.aws_access_key": (lambda r: r.choice(["AKIA", "ASIA"]) + chars(r, 16, UPPER + "234567"), ["aws_access_key_id", "access_key", "AWS_ACCESS_KEY_ID", "key_id"], "aws_access_key_id", [lambda r: "AKIA" + chars(r, 12, UPPER), lambda r: "BKIA" + chars(r, 16, UPPER + "234567"), lambda r: "AKIA" + chars(r, 16, LOWER), lambda r: "AKIA" + chars(r, 24, UPPER + "234567")]),
    "intl.github_token": (lambda r: checked(r, r.choice(["ghp_", "gho_", "ghs_", "ghu_"])) if r.random() < 0.8 else "github_pat_" + chars(r, 22) + "_" + chars(r, 59), ["github_token", "GH_TOKEN", "token", "pat"], "GITHUB_TOKEN", [lambda r: "ghp_" + chars(r, 20), lambda r: "ghx_" + chars(r, 36), lambda r: "ghp-" + chars(r, 36), lambda r: "github_pat_" + chars(r, 10)]),
    "intl.gitlab_token": (lambda r: "glpat-" + chars(r, 20, URL64.replace("-", "")), ["gitlab_token", "token", "CI_PUSH_TOKEN", "pat"], "GITLAB_TOKEN", [lambda r: "glpat-" + chars(r, 8), lambda r: "glpax-" + chars(r, 20), lambda r: "gl-pat" + chars(r, 20), lambda r: "glpat_" + chars(r, 20)]),
    "intl.slack_token": (lambda r: r.choice(["xoxb-", "xoxp-"]) + "-".join([chars(r, 12, "123456789"), chars(r, 13, "123456789"), chars(r, 24)]), ["slack_token", "SLACK_BOT_TOKEN", "bot_token", "token"], "SLACK_TOKEN", [lambda r: "xoxb-12", lambda r: "xoxz-" + chars(r, 12, "123456789"), lambda r: "xoxb_" + chars(r, 30), lambda r: "xox-" + chars(r, 30)]),
    "intl.slack_webhook": (lambda r: f"https://hooks.slack.com/services/T{chars(r, 10, UPPER + '0123456789')}/B{chars(r, 10, UPPER + '0123456789')}/{chars(r, 24)}", ["webhook_url", "slack_webhook", "SLACK_WEBHOOK_URL", "url"], "webhook", [lambda r: "https://hooks.slack.com/services/", lambda r: f"https://hooks.slack.com/services/T{chars(r, 4)}", lambda r: "https://api.slack.com/messaging/webhooks", lambda r: "https://hooks.example.com/services/T1/B2/x"]),
    "intl.stripe_key": (lambda r: r.choice(["sk_live_", "rk_live_", "sk_test_"]) + chars(r, r.choice([24, 99])), ["stripe_secret", "STRIPE_API_KEY", "stripe_key", "secret"], "STRIPE_SECRET_KEY", [lambda r: "pk_live_" + chars(r, 24), lambda r: "sk_live_" + chars(r, 6), lambda r: "sk_demo_" + chars(r, 24), lambda r: "pk_test_" + chars(r, 24)]),
    "intl.google_api_key": (lambda r: "AIza" + chars(r, 35, URL64.replace("-", "")), ["google_api_key", "api_key", "maps_key", "FIREBASE_KEY"], "GOOGLE_API_KEY", [lambda r: "AIza" + chars(r, 20), lambda r: "AIzb" + chars(r, 35), lambda r: "Alza" + chars(r, 35), lambda r: "AIza" + chars(r, 60)]),
    "intl.google_oauth_secret": (lambda r: "GOCSPX-" + chars(r, 28, URL64.replace("-", "")), ["client_secret", "google_client_secret", "oauth_secret", "GOOGLE_SECRET"], "client_secret", [lambda r: "GOCSPX-" + chars(r, 6), lambda r: "GOCSPY-" + chars(r, 28), lambda r: "GOCSPX_" + chars(r, 28), lambda r: "gocspx " + chars(r, 28)]),
    "intl.openai_key": (lambda r: "sk-" + chars(r, 20) + "T3BlbkFJ" + chars(r, 20) if r.random() < 0.5 else "sk-proj-" + chars(r, 74) + "T3BlbkFJ" + chars(r, 74), ["openai_api_key", "OPENAI_API_KEY", "api_key", "llm_key"], "OPENAI_API_KEY", [lambda r: "sk-" + chars(r, 8), lambda r: "pk-" + chars(r, 48), lambda r: "sk-proj-" + chars(r, 5), lambda r: "sk " + chars(r, 20)]),
    "intl.anthropic_key": (lambda r: "sk-ant-api03-" + chars(r, 93, URL64.replace("-", "")) + "AA", ["anthropic_api_key", "ANTHROPIC_API_KEY", "api_key", "claude_key"], "ANTHROPIC_API_KEY", [lambda r: "sk-ant-" + chars(r, 4), lambda r: "sk-aunt-api03-" + chars(r, 95), lambda r: "sk-ant-api03-", lambda r: "ant-api03-" + chars(r, 93)]),
    "intl.sendgrid_key": (lambda r: "SG." + chars(r, 22, ALNUM) + "." + chars(r, 43, ALNUM), ["sendgrid_key", "SENDGRID_API_KEY", "mail_key", "api_key"], "SENDGRID_API_KEY", [lambda r: "SG." + chars(r, 10) + "." + chars(r, 43), lambda r: "SH." + chars(r, 22) + "." + chars(r, 43), lambda r: "SG-" + chars(r, 22) + "-" + chars(r, 43), lambda r: "SG." + chars(r, 22)]),
    "intl.twilio_key": (lambda r: r.choice(["SK", "AC"]) + chars(r, 32, HEX), ["twilio_sid", "TWILIO_ACCOUNT_SID", "account_sid", "twilio_api_key"], "TWILIO_ACCOUNT_SID", [lambda r: "AC" + chars(r, 20, HEX), lambda r: "AD" + chars(r, 32, HEX), lambda r: "AC" + chars(r, 31, HEX) + "z", lambda r: "SK" + chars(r, 44, HEX)]),
    "intl.npm_token": (lambda r: checked(r, "npm_"), ["npm_token", "NPM_TOKEN", "registry_token", "token"], "NPM_TOKEN", [lambda r: "npm_" + chars(r, 10), lambda r: "npx_" + chars(r, 36), lambda r: "npm-" + chars(r, 36), lambda r: "npm_config_registry"]),
    "intl.pypi_token": (lambda r: "pypi-AgEIcHlwaS5vcmc" + chars(r, 140, URL64.replace("-", "")), ["pypi_token", "PYPI_TOKEN", "upload_token", "password_pypi"], "PYPI_TOKEN", [lambda r: "pypi-AgEI", lambda r: "pypi-" + chars(r, 12), lambda r: "pipy-AgEIcHlwaS5vcmc" + chars(r, 100), lambda r: "pypi_AgEIcHlw" + chars(r, 8)]),
    "intl.telegram_token": (lambda r: chars(r, r.choice([9, 10]), "123456789") + ":AA" + chars(r, 33, URL64.replace("-", "")), ["telegram_token", "BOT_TOKEN", "telegram_bot", "bot_token"], "TELEGRAM_BOT_TOKEN", [lambda r: chars(r, 4, "123456789") + ":AA" + chars(r, 33), lambda r: chars(r, 9, "123456789") + ":AA" + chars(r, 10), lambda r: chars(r, 9, "123456789") + "-AA" + chars(r, 33), lambda r: chars(r, 9, "123456789") + ":"]),
    "intl.huggingface_token": (lambda r: "hf_" + chars(r, 34, UPPER + LOWER), ["hf_token", "HF_TOKEN", "HUGGINGFACE_TOKEN", "token"], "HF_TOKEN", [lambda r: "hf_" + chars(r, 10, LOWER), lambda r: "hg_" + chars(r, 34, UPPER + LOWER), lambda r: "hf-" + chars(r, 34, UPPER + LOWER), lambda r: "hf_hub_download"]),
    "intl.digitalocean_token": (lambda r: r.choice(["dop_v1_", "doo_v1_", "dor_v1_"]) + chars(r, 64, HEX), ["do_token", "DIGITALOCEAN_TOKEN", "DO_PAT", "token"], "DIGITALOCEAN_TOKEN", [lambda r: "dop_v1_" + chars(r, 30, HEX), lambda r: "dox_v1_" + chars(r, 64, HEX), lambda r: "dop_v1_" + chars(r, 60, HEX) + "zzzz", lambda r: "dop-v1-" + chars(r, 64, HEX)]),
    "intl.shopify_token": (lambda r: r.choice(["shpat_", "shpss_", "shpca_", "shppa_"]) + chars(r, 32, HEX), ["shopify_token", "SHOPIFY_ACCESS_TOKEN", "shop_secret", "token"], "SHOPIFY_TOKEN", [lambda r: "shpat_" + chars(r, 10, HEX), lambda r: "shpxx_" + chars(r, 32, HEX), lambda r: "shpat-" + chars(r, 32, HEX), lambda r: "shpat_" + chars(r, 28, HEX) + "wxyz"]),
    "intl.azure_storage_key": (lambda r: base64.b64encode(r.randbytes(64)).decode(), ["AccountKey", "azure_storage_key", "AZURE_STORAGE_KEY", "storage_account_key"], "AccountKey", [lambda r: base64.b64encode(r.randbytes(20)).decode(), lambda r: "TODO", lambda r: "***", lambda r: "<your key>"]),
    "intl.age_key": (age_key, ["age_key", "SOPS_AGE_KEY", "secret_key", "age_identity"], "age secret key", [lambda r: age_key(r)[:-6], lambda r: age_key(r).replace("SECRET", "PUBLIC"), lambda r: bech32("age", bits5(r.randbytes(32)), 1), lambda r: "AGE-SECRET-KEY-1"]),
    "intl.aws_secret_key": (lambda r: chars(r, 40, ALNUM + "/+"), ["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "aws_secret", "aws_secret_key"], "aws_secret_access_key", [lambda r: chars(r, 20), lambda r: "${AWS_SECRET_ACCESS_KEY}", lambda r: "****************", lambda r: "<secret>"]),
}


def tokens():
    out = Cases("tokens")
    for who, (make, names, key, bad) in TOKENS.items():
        rng = random.Random("world token " + who)
        named_only = who in ("intl.azure_storage_key", "intl.aws_secret_key")
        for i in range(10):
            value = make(rng)
            name = names[i % len(names)]
            out.add(who, "column", value, value, column=name)
        lines = ["{k}={v}", "{k}: {v}", '{{"{k}": "{v}"}}', "export {k}='{v}'", "{k} = \"{v}\"", "- name: {k}\n  value: {v}", "--set {k}={v} --wait", "ENV {k} {v}", "// {k}: {v} // remove before release", "<{k}>{v}</{k}>".replace("{k}", key.replace(" ", "_"))]
        for line in lines:
            value = make(rng)
            out.add(who, "cue", line.format(k=key, v=value), value)
        if named_only:
            for line in ["blob {}", "digest: {}", "integrity {} ok", "{}"]:
                out.add(who, "bare", line.format(make(rng)))
        else:
            for line in ["curl -u {}:x https://api.example.com", "please use {} until Monday", "{}", "leaked in line 12: {}"]:
                value = make(rng)
                out.add(who, "bare", line.format(value), value)
        for i in range(9):
            value = bad[i % len(bad)](rng)
            out.add(who, "near-miss", ["{k}={v}", "{k}: {v}", "{v}"][i % 3 if not named_only else i % 2].format(k=key, v=value))
        for text in ["sha256:" + chars(rng, 64, HEX), "commit " + chars(rng, 40, HEX), "etag \"" + chars(rng, 32, HEX) + "\"", "chunk-" + chars(rng, 20, LOWER) + ".js", "id " + chars(rng, 24), "integrity sha512-" + base64.b64encode(rng.randbytes(64)).decode()]:
            out.add(who, "log", text)
    return out


def keys_and_headers():
    out = Cases("keys_headers")
    rng = random.Random("world keys")
    who = "intl.private_key"
    for i, kind in enumerate(["RSA", "EC", "OPENSSH", "", "ENCRYPTED", "DSA"] * 2):
        value = pem(rng, kind)
        if i < 6:
            out.add(who, "column", value, value, column=["private_key", "ssl_key", "key_pem", "ssh_key", "secret", "pem"][i])
        out.add(who, "bare", ["{}", "config:\n{}\n", "Please install this key:\n\n{}\n\nThanks", "ssl_key = '''\n{}\n'''"][i % 4].format(value), value)
    for text in ["-----BEGIN CERTIFICATE-----\nMIIBszCCARwCCQ\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(rng.randbytes(91)).decode() + "\n-----END PUBLIC KEY-----", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + chars(rng, 43) + " ops", "The file begins with BEGIN PRIVATE KEY.", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----", "private key is kept in the vault", "-----BEGIN PGP MESSAGE-----\nhQEMA\n-----END PGP MESSAGE-----", "-----BEGIN CERTIFICATE REQUEST-----\nMIIBszCCARw\n-----END CERTIFICATE REQUEST-----"]:
        out.add(who, "near-miss", text)

    who = "user.authorization.credentials"
    for line in ["Authorization: Bearer {}", "curl -H 'Authorization: Bearer {}' https://api.example.com/me", '{{"headers":{{"Authorization":"Bearer {}"}}}}', "authorization: Bearer {}", "-H \"Authorization: token {}\"", "> Authorization: Bearer {}"]:
        value = chars(rng, 40)
        out.add(who, "cue", line.format(value), value)
    for pair in ["dana:Tr0ub4dor&3", "svc-report:h7!kLm2p", "tester:correct horse 9"]:
        value = base64.b64encode(pair.encode()).decode()
        for line in ["Authorization: Basic {}", "Proxy-Authorization: Basic {}", "curl -H 'Authorization: Basic {}' https://api.example.com/"]:
            out.add(who, "cue", line.format(value), value)
    for text in ["Authorization: Bearer <token>", "Authorization: Bearer ${TOKEN}", "Authorization: Bearer ***", "WWW-Authenticate: Basic realm=\"files\"", "Authorization required", "Send an Authorization: Bearer header with each call.", "Authorization: Bearer YOUR_TOKEN_HERE", "Authorization header missing", "Access-Control-Allow-Headers: Authorization, Content-Type", "Bearer of this letter"]:
        out.add(who, "near-miss", text)
    for name in ["api_key", "access_token", "refresh_token", "client_secret", "secret_key", "auth_token", "token_secret", "api_secret", "apikey", "private_token"]:
        value = chars(rng, 32)
        out.add(who, "column", value, value, column=name)
        value = chars(rng, rng.choice([32, 40]))
        out.add(who, "cue", ["{k}={v}", "{k}: \"{v}\"", '{{"{k}":"{v}"}}'][len(name) % 3].format(k=name, v=value), value)
    for text in ["api_key=<your key>", "api_key: ${API_KEY}", "api_key = os.getenv('API_KEY')", "access_token: null", "token expired", "client_secret: ********", "secret_key: xxxxxxxx", "apikey="]:
        out.add(who, "near-miss", text)
    return out


WORDS = ["Sommer2023!", "hunter22x", "Tr0ub4dor&3", "qwErty_77", "P@ssw0rd-91", "zu-Hause!5", "Kx9#mLq2", "blauerHimmel88", "s3cr3t.Werk", "m0nsoon*Rain", "letMeIn_4711", "Zx81;spectrum"[:8] + "4"]


def passwords():
    out = Cases("password")
    who = "user.authorization.password"
    rng = random.Random("world passwords")

    def word():
        return rng.choice(WORDS[:-1]) if rng.random() < 0.6 else chars(rng, rng.choice([10, 12, 16]))

    for name in ["password", "passwd", "pwd", "user_password", "Passwort", "Kennwort", "contraseña", "mot_de_passe", "senha", "wachtwoord", "пароль", "密码", "パスワード", "비밀번호", "पासवर्ड", "كلمة المرور", "סיסמה", "hasło", "parola", "mật khẩu"]:
        value = word()
        out.add(who, "column", value, value, column=name)
    for line in ["password = {}", "DB_PASSWORD={}", "password: {}", 'spring.datasource.password={}', '"password": "{}"', "<password>{}</password>", "Passwort: {}", "Kennwort: {}", "Mot de passe : {}", "Contraseña: {}", "Senha: {}", "Пароль: {}", "密码：{}", "パスワード：{}", "비밀번호: {}", "पासवर्ड: {}", "User: tester\nPassword: {}", "login=tester pwd={}", "[mysql]\nuser = app\npassword = {}", "POST /login user=tester&password={}", "https://example.com/login?user=tester&password={}", "mysql -u root --password={} shop", "export PGPASSWORD='{}'", "The new password is {}", "Your temporary password is: {}", "Ihr Passwort lautet {}", "PASSWORD=\"{}\"", "passwd={};", "REDIS_PASSWORD: '{}'", "smtp_pass = \"{}\"", "wifi password: {}", "- password: {}", "net use z: \\\\srv\\data /user:tester # pw: {}"]:
        value = word()
        if line.startswith(("https", "POST")):
            value = chars(rng, 12)
        out.add(who, "cue", line.format(value), value)
    for line, value in [("postgres://app:{}@db.example.com:5432/shop", "k8sPw77x"), ("mysql://root:{}@127.0.0.1/test", "Geheim123"), ("mongodb+srv://svc:{}@cluster0.example.net/prod", "m0ng0Pass9"), ("redis://:{}@cache.example.com:6379/0", "r3disOnly"), ("amqp://worker:{}@mq.example.com//", "rabb1tFoot"), ("https://reader:{}@files.example.com/list", "s3cretpw"), ("ftp://upload:{}@ftp.example.org/in", "Ftp2024up"), ("DATABASE_URL=postgresql://u1:{}@10.1.2.3/app?sslmode=require", "zT4hhQ91"), ("jdbc:postgresql://db.example.com/shop?user=app&password={}", "Jd8cPass")]:
        out.add(who, "bare", line.format(value), value)
        out.add(who, "cue", "url: " + line.format(value), value)
    for line, value in [("Server=db.example.com;Database=shop;User Id=app;Password={};", "Winter#2023"), ("Data Source=sql1;Initial Catalog=crm;User ID=svc;Pwd={}", "Crm!4455x"), ("host=db.example.com dbname=shop user=app password={}", "pgPass_77"), ("Driver={{ODBC Driver 17}};Server=sql2;UID=sa;PWD={};", "Sa-Pass99"), ("Endpoint=sb://x.example.net/;User=u;Password={};Encrypt=yes", "busPass12"), ("DSN=erp;UID=reader;PWD={}", "rd#8812")]:
        out.add(who, "bare", line.format(value), value)
        out.add(who, "cue", "connectionString=\"" + line.format(value) + "\"", value)
    for text in ["password = ", "password: ********", "password: null", "password: ${DB_PASSWORD}", "password = os.environ[\"DB_PASSWORD\"]", "password: {{ vault_db_password }}", "password must be at least 8 characters", "Password reset requested", "Forgot your password?", "password: <redacted>", "pwd=$(cat /run/secrets/db)", "password: [FILTERED]", "password=%s", "Your password has been changed.", "password: string", "password field is required", "wrong password for user tester", "Passwort vergessen?", "The password policy applies from May.", "password_reset_token_expired", "type=\"password\" name=\"pw\"", "getPassword()", "pwd\n/home/tester", "DB_PASSWORD=${{ secrets.DB_PASSWORD }}", "postgres://app:${DB_PW}@db.example.com/shop", "postgres://db.example.com:5432/shop", "https://example.com:8443/path@v2", "Server=db.example.com;Database=shop;Integrated Security=true;"]:
        out.add(who, "near-miss", text)
    for text in ["Sommer2023!", "kernel 6.1.0-18 booted", "session opened for user tester", "key rotation done in 14 ms", "user tester logged in", "pass 2 of 3 completed", "boarding pass 8841", "Passau, 12 March", "test passed: 77"]:
        out.add(who, "log", text)

    hashes = Cases("password_hashes")
    b64dot = "./" + ALNUM
    std = ALNUM + "+/"

    def bcrypt(rng):
        return f"${rng.choice(['2a', '2b', '2y'])}${rng.choice(['10', '12', '11'])}$" + chars(rng, 21, b64dot) + rng.choice(".Oeu") + chars(rng, 30, b64dot) + rng.choice(".Oeu26CGKSWYaegikmoqsuwy")

    makers = {
        "intl.bcrypt": (bcrypt, [lambda r: bcrypt(r)[:-5], lambda r: bcrypt(r).replace("$2", "$9", 1), lambda r: bcrypt(r).replace("$1", "$x", 1), lambda r: "$2a$10$"]),
        "intl.crypt": (lambda r: r.choice([f"$6${chars(r, 16, b64dot)}${chars(r, 86, b64dot)}", f"$5${chars(r, 16, b64dot)}${chars(r, 43, b64dot)}", f"$1${chars(r, 8, b64dot)}${chars(r, 22, b64dot)}", f"$6$rounds=5000${chars(r, 16, b64dot)}${chars(r, 86, b64dot)}"]), [lambda r: "$6$abc", lambda r: f"$6${chars(r, 16)}${chars(r, 30)}", lambda r: "$5$", lambda r: "price $1$ each"]),
        "intl.argon": (lambda r: r.choice([f"$argon2id$v=19$m=65536,t=3,p=4${chars(r, 22, std)}${chars(r, 43, std)}", f"$argon2i$v=19$m=4096,t=3,p=1${chars(r, 22, std)}${chars(r, 43, std)}", f"$argon2id$v=19$m=19456,t=2,p=1${chars(r, 22, std)}${chars(r, 43, std)}"]), [lambda r: "$argon2id$", lambda r: "argon2id v=19 m=65536", lambda r: "$argon9$v=19$m=1,t=1,p=1$a$b", lambda r: "$argon2id$v=19$m=65536,t=3,p=4"]),
        "intl.django_hash": (lambda r: f"pbkdf2_sha256${r.choice(['260000', '600000', '720000'])}${chars(r, 22)}${base64.b64encode(r.randbytes(32)).decode()}", [lambda r: "pbkdf2_sha256", lambda r: f"pbkdf2_sha256$260000${chars(r, 22)}", lambda r: "pbkdf2_sha256 iterations: 260000", lambda r: "pbkdf3_sha256$1$a$b"]),
        "intl.ldap_hash": (lambda r: r.choice(["{SSHA}" + base64.b64encode(r.randbytes(28)).decode(), "{SHA}" + base64.b64encode(r.randbytes(20)).decode(), "{SSHA512}" + base64.b64encode(r.randbytes(72)).decode()]), [lambda r: "{SSHA}", lambda r: "{SHAPE}abc", lambda r: "{SSHA}abc", lambda r: "SSHA " + chars(r, 10)]),
    }
    for who, (make, bad) in makers.items():
        for name in ["password_hash", "pwd_hash", "passwd", "user_pass", "encrypted_password", "userPassword", "hash", "pw", "crypted", "password_digest"]:
            value = make(rng)
            hashes.add("user.authorization.password", "column", value, value, column=name)
        for line in ["tester:{}:19000:0:99999:7:::", "password: {}", '{{"hash":"{}"}}', "INSERT INTO users VALUES (4,'tester','{}');", "userPassword: {}", "admin:{}", "{}", "hash of the old account {}", "pw_hash={}", "(3, '{}')"]:
            value = make(rng)
            hashes.add("user.authorization.password", "cue" if "pass" in line.lower() else "bare", line.format(value), value)
        for i in range(8):
            hashes.add(who, "near-miss", ["{}", "hash: {}"][i % 2].format(bad[i % 4](rng)))
        for text in ["commit " + chars(rng, 40, HEX), "sha256 " + chars(rng, 64, HEX), "cost $12 and $10 only", "${HOME}/bin", "etag " + chars(rng, 32, HEX)]:
            hashes.add(who, "log", text)
    return [out, hashes]


AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91",
    "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/119.0.6045.109 Mobile/15E148 Safari/604.1",
    "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18",
]


def browsers():
    out = Cases("browser")
    rng = random.Random("world browser")
    who = "intl.user_agent"
    for i, name in enumerate(["user_agent", "useragent", "ua", "browser", "HTTP_USER_AGENT", "cs(User-Agent)", "agent", "User-Agent", "client_user_agent", "browser_ua"]):
        out.add(who, "column", AGENTS[i % 8], AGENTS[i % 8], column=name)
    for i, line in enumerate(['203.0.113.7 - - [11/Mar/2024:09:14:02 +0100] "GET / HTTP/1.1" 200 512 "-" "{}"', "User-Agent: {}", '{{"ua":"{}","lang":"de"}}', "user agent: {}\nscreen: 1920x1080", "login from '{}'", "<ua>{}</ua>", "reported with {}", "User-Agent: {}\r\nAccept: */*", '"userAgent": "{}"', "session 4 ua=\"{}\" ok", "{}", "Browser: {}"]):
        out.add(who, "cue" if "gent" in line else "bare", line.format(AGENTS[i % 8]), AGENTS[i % 8])
    for text in ["Mozilla Firefox 121 is recommended", "Chrome 120 or later", "Install Safari on the Mac", "The Mozilla Foundation was founded in 2003.", "Opera in three acts", "Windows NT 10.0 is supported", "AppleWebKit is a rendering engine", "pip install mozilla-parser", "build for Android 13", "Gecko feet are sticky"]:
        out.add(who, "log", text)
    for text in ["User-Agent: ", "User-Agent: -", "user agent missing", "Vary: Accept-Encoding, User-Agent", "User-agent: *\nDisallow: /private", "user agent of the court", "User-Agent header was not sent", "the user-agent string changed"]:
        out.add(who, "near-miss", text)

    who = "intl.cookie"
    for name in ["session_id", "sessionid", "cookie_id", "PHPSESSID", "JSESSIONID", "sid", "_ga", "cookie", "visitor_cookie", "ga_client_id"]:
        value = "GA1.2.%s.1710000000" % rng.randrange(10**8, 10**9) if name == "_ga" else "%d.1710000000" % rng.randrange(10**8, 10**9) if name == "ga_client_id" else chars(rng, 32, HEX)
        out.add(who, "column", value, value, column=name)
    for line in ["Cookie: PHPSESSID={}", "Set-Cookie: JSESSIONID={}; Path=/; HttpOnly", "Cookie: lang=de; sessionid={}", "GET /cart;jsessionid={} HTTP/1.1", "session_id={} user=17", '{{"sessionId":"{}"}}', "Set-Cookie: connect.sid={}; Secure", "Cookie: ASP.NET_SessionId={}", "Set-Cookie: laravel_session={}; expires=Fri, 01-Mar-2024 10:00:00 GMT", "PHPSESSID: {}", "Cookie: session={}", "url: /shop?PHPSESSID={}"]:
        value = chars(rng, 26, LOWER + "0123456789")
        out.add(who, "cue", line.format(value), value)
    for text in ["Cookie policy updated", "We use cookies to improve our pages.", "session started at 10:00", "Cookie: lang=de", "Set-Cookie: theme=dark; Path=/", "training session 4 of 12", "cookie recipe with 200 g of flour", "Cookies are disabled", "session timeout 3600", "Set-Cookie: consent=yes"]:
        out.add(who, "log", text)
    for text in ["Cookie: PHPSESSID=", "Set-Cookie: JSESSIONID=deleted; Max-Age=0", "sessionid=null", "session_id: none", "Cookie: sessionid=***", "PHPSESSID=;", "sid=<id>", "Cookie: "]:
        out.add(who, "near-miss", text)
    return out


def all_files():
    return [tokens(), keys_and_headers(), *passwords(), browsers()]
