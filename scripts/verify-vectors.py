#!/usr/bin/env python3
"""Reads docs/spec/vectors with a second implementation, written from docs/spec/envelope.md, commit-log.md,
checkpoint.md and audit.md.

    python3 scripts/verify-vectors.py [folder]

Exit code 0: agrees with everything. 1: disagrees somewhere. 3: the Python package "cryptography" is missing, nothing was checked.
"""

import base64
import binascii
import hashlib
import hmac
import json
import pathlib
import re
import sys

try:
    from cryptography.exceptions import InvalidSignature, InvalidTag
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    print('verify-vectors: not checked: the Python package "cryptography" is not installed (pip install cryptography)')
    sys.exit(3)

MAX_VERSION = 2**31 - 1
MAX_ENVELOPE = 300 * 1024
PURPOSES = {"record": (1, {0, 1}), "dek-wrap": (2, {0}), "log-root-wrap": (4, {0}), "signing-wrap": (5, {0})}


class Refused(Exception):
    def __init__(self, step):
        super().__init__(f"refused at step {step}")
        self.step = step


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def u32(x):
    return x.to_bytes(4, "big")


def u64(x):
    return x.to_bytes(8, "big")


def lp(x):
    data = x.encode() if isinstance(x, str) else x
    return u32(len(data)) + data


def hkdf(ikm, salt, info, length):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(ikm)


def unhex(text):
    return bytes.fromhex(text)


def canonical(value):
    """RFC 8785 for what log entries hold: ASCII names, integers, booleans, ASCII tokens."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# CL-BYTES-01


def percent(text):
    plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-"
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in text.encode())


def address(dialogue, kind, segments):
    return f"dialogue:{percent(dialogue)}/entity:{percent(kind)}/{'#'.join(percent(s) for s in segments)}"


def address_of_key(dialogue, key):
    kind, *segments = key.split("#")
    return address(dialogue, kind, segments)


# EV-PAD


def padded_length(length):
    marked = length + 1
    if marked <= 64:
        return 64
    exponent = marked.bit_length() - 1
    low = 2 ** (exponent - exponent.bit_length()) - 1
    return (marked + low) // (low + 1) * (low + 1)


def pad(plaintext):
    return (plaintext + b"\x80").ljust(padded_length(len(plaintext)), b"\0")


def unpad(padded):
    marked = padded.rstrip(b"\0")
    if not marked.endswith(b"\x80") or padded_length(len(marked) - 1) != len(padded):
        raise Refused(5)
    return marked[:-1]


# EV-KEY, EV-SEAL, EV-OPEN


def prefix(purpose, version, flags):
    return bytes([1, 1, PURPOSES[purpose][0], flags]) + u32(version)


def derive(key, purpose, head, salt):
    okm = hkdf(key, salt, lp("colloquy/v1/" + purpose) + head, 64)
    return okm[:32], okm[32:]


def hedge(key, random, body_hash):
    return mac(hkdf(key, b"", lp("colloquy/v1/hedge"), 32), random, body_hash)


def seal(key, purpose, version, flags, salt, nonce, aad, plaintext):
    head = prefix(purpose, version, flags)
    k, commitment = derive(key, purpose, head, salt)
    return head + salt + nonce + commitment + AESGCM(k).encrypt(nonce, plaintext, aad)


def open_envelope(keys, purpose, aad, data, cache=None):
    """Steps 1 to 5. `keys` maps the key versions that the caller knows to keys."""
    byte, flags = PURPOSES[purpose]
    if not 84 <= len(data) <= MAX_ENVELOPE or (purpose != "record" and len(data) != 116):
        raise Refused(1)
    version = int.from_bytes(data[4:8], "big")
    if data[:3] != bytes([1, 1, byte]) or data[3] not in flags or not 1 <= version <= MAX_VERSION:
        raise Refused(1)
    if version not in keys:
        raise Refused(2)
    cache = {} if cache is None else cache
    place = (keys[version], data[:24])
    known = cache.get(place) or derive(keys[version], purpose, data[:8], data[8:24])
    if not hmac.compare_digest(known[1], data[36:68]):
        raise Refused(3)
    cache[place] = known
    try:
        plaintext = AESGCM(known[0]).decrypt(data[24:36], data[68:], aad)
    except InvalidTag:
        raise Refused(4) from None
    return unpad(plaintext) if data[3] & 1 else plaintext


def open_record(case, data, cache):
    where = address_of_key(case["dialogueId"], case["key"])
    keys = {int(version): unhex(key) for version, key in case["dataKeys"].items()}
    plaintext = open_envelope(keys, "record", sha256(where.encode()), data, cache)
    try:
        payload = json.loads(plaintext)
    except ValueError:
        raise Refused(6) from None
    if not isinstance(payload, dict) or payload.get("address") != where or payload.get("type") != case["key"].split("#")[0]:
        raise Refused(6)
    rev = payload.get("rev")
    if type(rev) is not int or not 1 <= rev <= case["headN"] or type(payload.get("v")) is not int or "entity" not in payload:
        raise Refused(6)
    return payload


def wrap_aad(case):
    if case["purpose"] == "signing-wrap":
        return sha256(lp("colloquy/v1/signing"), lp(case["tenant"]), u32(case["version"]), unhex(case["publicKey"]))
    label = "colloquy/v1/" + case["purpose"].removesuffix("-wrap")
    return sha256(lp(label), lp(case["tenant"]), lp(case["dialogueId"]), u32(case["version"]))


def public_key(seed):
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def open_wrap(case, data):
    key = open_envelope({case["epoch"]: unhex(case["kek"])}, case["purpose"], wrap_aad(case), data)
    if case["purpose"] == "signing-wrap" and public_key(key) != unhex(case["publicKey"]):
        raise Refused(6)
    return key


# CK-NOTE, CK-KEY, CK-OPEN, CK-ROTATE, CK-VERIFY

MAX_NOTE = 131072
MAX_LINES = 64
# The Unicode property White_Space; Python's own isspace() differs.
SPACES = {*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
FIELD = 2**255 - 19
SMALL_ORDER = {
    0,
    1,
    FIELD - 1,
    int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
    int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
}


def unbase64(text):
    """The bytes of the one form of a base64 text, or None."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def key_id(name, key):
    return sha256(name.encode(), b"\n\x01", key)[:4]


def verifier_key(name, key):
    return f"{name}+{key_id(name, key).hex()}+{base64.b64encode(bytes([1]) + key).decode()}"


def parse_verifier_key(text):
    """Name and public key, or Refused."""
    name, _, rest = text.partition("+")
    data = unbase64(rest.partition("+")[2])
    if not re.fullmatch(r"[!-*,-~]{1,128}", name) or data is None or len(data) != 33:
        raise Refused("invalid_argument")
    y = int.from_bytes(data[1:], "little") % 2**255
    if y >= FIELD or y in SMALL_ORDER or verifier_key(name, data[1:]) != text:
        raise Refused("invalid_argument")
    return name, data[1:]


def parse_note(data):
    if len(data) > MAX_NOTE:
        raise Refused("note_malformed")
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("note_malformed") from None
    text, blank, block = content.rpartition("\n\n")
    if not blank or not block.endswith("\n") or any(c < " " and c != "\n" for c in content):
        raise Refused("note_malformed")
    lines = []
    for line in block[:-1].split("\n"):
        match = re.fullmatch("\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)", line)
        signature = unbase64(match[2]) if match else None
        if signature is None or len(signature) < 5 or any(c == "+" or ord(c) in SPACES for c in match[1]):
            raise Refused("note_malformed")
        lines.append((match[1], signature[:4], signature[4:]))
    if len(lines) > MAX_LINES:
        raise Refused("note_malformed")
    return text + "\n", lines


def open_note(data, keys):
    """The text, and the verifier keys that have signed it."""
    pinned = {}
    for vkey in keys:
        name, key = parse_verifier_key(vkey)
        pinned[name, key_id(name, key)] = (key, vkey)
    text, lines = parse_note(data)
    signers = []
    for name, kid, signature in lines:
        if (name, kid) not in pinned:
            continue
        key, vkey = pinned[name, kid]
        if vkey in signers:
            raise Refused("note_untrusted")
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, text.encode())
        except InvalidSignature:
            raise Refused("note_untrusted") from None
        signers.append(vkey)
    if not signers:
        raise Refused("note_untrusted")
    return text, signers


def open_checkpoint(data, keys):
    text, signers = open_note(data, keys)
    match = re.fullmatch(r"colloquy/v1/([0-9a-f]{32})\n([1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n", text)
    digest = unbase64(match[3]) if match else None
    if digest is None or int(match[2]) > 2**53 - 1:
        raise Refused("note_malformed")
    return {"logId": match[1], "n": int(match[2]), "hash": digest.hex(), "signers": signers}


def follow(pinned, data):
    text, _ = open_note(data, [pinned])
    match = re.fullmatch(r"colloquy/v1/signing-key\n([1-9][0-9]{0,9})\n([!-~]+)\n", text)
    if not match or not 2 <= int(match[1]) <= MAX_VERSION:
        raise Refused("note_malformed")
    (old, old_key), (new, new_key) = parse_verifier_key(pinned), parse_verifier_key(match[2])
    if old != new or key_id(old, old_key) == key_id(new, new_key) or len(open_note(data, [pinned, match[2]])[1]) < 2:
        raise Refused("note_untrusted")
    return int(match[1]), match[2]


def compare_log(checkpoint, headers):
    """Findings of CK-VERIFY-01 to -04, from the bytes of the headers of entries 1, 2, ..."""
    hashes = [sha256(lp("colloquy/v1/entry"), header) for header in headers]
    parsed = [json.loads(header) for header in headers]
    unlinked = [f"note_unlinked {at + 2}" for at, h in enumerate(hashes[:-1]) if parsed[at + 1]["prevHash"] != h.hex()]
    n = checkpoint["n"]
    if parsed and parsed[0]["logId"] != checkpoint["logId"]:
        return ["note_other_log 1", *unlinked]
    if len(headers) < n:
        return [f"note_truncated {n}", *unlinked]
    return ([] if hashes[n - 1].hex() == checkpoint["hash"] else [f"note_rewritten {n}"]) + unlinked


# The files


class Checks:
    def __init__(self):
        self.passed = 0
        self.faults = []

    def equal(self, what, actual, expected):
        actual = actual.hex() if isinstance(actual, bytes) else actual
        if actual == expected:
            self.passed += 1
        else:
            self.faults.append(f"{what}: {str(actual)[:80]} where {str(expected)[:80]} is published")

    def refused(self, what, step, act):
        try:
            act()
        except Refused as refusal:
            self.equal(f"{what}: step", refusal.step, step)
        else:
            self.faults.append(f"{what}: opens, and must not")


def check_addresses(checks, cases):
    for case in cases:
        found = address(case["id"], case["type"], case["segments"])
        checks.equal(f"address {found}", found, case["address"])
        checks.equal(f"hash of {found}", sha256(found.encode()), case["addressHash"])


def check_padding(checks, file):
    for length, expected in file["lengths"]:
        checks.equal(f"padded length of {length}", padded_length(length), expected)
    for case in file["bytes"]:
        checks.equal("padded bytes", pad(unhex(case["plaintext"])), case["padded"])
        checks.equal("stripped bytes", unpad(unhex(case["padded"])), case["plaintext"])


def check_keys(checks, file):
    for case in file["umkId"]:
        checks.equal("umkId", hkdf(unhex(case["umk"]), b"", lp("colloquy/v1/umk-id") + lp(case["storeId"]), 16), case["umkId"])
    for case in file["kek"]:
        place = lp(case["tenant"]) + u32(case["epoch"])
        kek = hkdf(unhex(case["umk"]), unhex(case["kekSalt"]), lp("colloquy/v1/kek") + place, 32)
        checks.equal("kek", kek, case["kek"])
        checks.equal("kekId", hkdf(kek, b"", lp("colloquy/v1/kek-id") + place, 16), case["kekId"])
    for case in file["log"]:
        for name, label in (("auditKey", "audit"), ("stateKey", "state")):
            checks.equal(name, hkdf(unhex(case["root"]), b"", lp("colloquy/v1/" + label), 32), case[name])
    for case in file["hedge"]:
        checks.equal("hedge key", hkdf(unhex(case["key"]), b"", lp("colloquy/v1/hedge"), 32), case["hedgeKey"])
    for case in file["envelope"]:
        key, commitment = derive(unhex(case["from"]), case["purpose"], unhex(case["prefix"]), unhex(case["salt"]))
        checks.equal(f"K of {case['purpose']}", key, case["key"])
        checks.equal(f"commitment of {case['purpose']}", commitment, case["commitment"])
    for case in file["signing"]:
        checks.equal("public key", public_key(unhex(case["seed"])), case["publicKey"])


def check_wraps(checks, cases):
    for case in cases:
        what, data, kek = f"{case['purpose']} {case['version']}", unhex(case["wrap"]), unhex(case["kek"])
        aad, plaintext = wrap_aad(case), unhex(case["plaintext"])
        checks.equal(f"{what}: aad", aad, case["aad"])
        checks.equal(f"{what}: opened", open_wrap(case, data), case["plaintext"])
        salt = hedge(kek, unhex(case["random"]), sha256(aad, plaintext))[:16]
        again = seal(kek, case["purpose"], case["epoch"], 0, salt, data[24:36], aad, plaintext)
        checks.equal(f"{what}: sealed again", again, case["wrap"])


def commit_body(commit, records):
    head = lp(commit["kind"]) + u64(commit["n"]) + unhex(commit["prevHash"]) + u32(len(records))
    return head + b"".join(sha256(where.encode()) + lp(plaintext) for where, plaintext in records)


def check_records(checks, file):
    for commit in file["commits"]:
        what, key, version = f"commit {commit['n']}", unhex(commit["key"]), commit["keyVersion"]
        records = [(address_of_key(commit["dialogueId"], r["key"]), r["plaintext"].encode()) for r in commit["records"]]
        checks.equal(f"{what}: address order", records, sorted(records))
        body_hash = sha256(commit_body(commit, records))
        checks.equal(f"{what}: body", body_hash, commit["bodyHash"])
        mixed = hedge(key, unhex(commit["random"]), body_hash)
        checks.equal(f"{what}: commitId", mixed[16:], commit["commitId"])
        if records:
            checks.equal(f"{what}: salt", mixed[:16], commit["salt"])
        nonces = set()
        cache = {}
        for record, (where, plaintext) in zip(commit["records"], records, strict=True):
            data = unhex(record["envelope"])
            checks.equal(f"{where}: address", where, record["address"])
            checks.equal(f"{where}: hash", sha256(where.encode()), record["addressHash"])
            case = {**commit, **record, "dataKeys": {version: commit["key"]}, "headN": commit["n"]}
            payload = open_record(case, data, cache)
            checks.equal(f"{where}: rev", payload["rev"], commit["n"])
            checks.equal(f"{where}: opened", payload, json.loads(plaintext))
            again = seal(key, "record", version, 1, mixed[:16], data[24:36], sha256(where.encode()), pad(plaintext))
            checks.equal(f"{where}: sealed again", again, record["envelope"])
            nonces.add(data[24:36])
        checks.equal(f"{what}: distinct nonces", len(nonces), len(records))
    check_greatest(checks, file["greatest"])
    for case in file["unpadded"]:
        aad = sha256(address_of_key(case["dialogueId"], case["key"]).encode())
        opened = open_envelope({case["keyVersion"]: unhex(case["dataKey"])}, "record", aad, unhex(case["envelope"]))
        checks.equal("without padding", opened, case["plaintext"].encode().hex())


def check_greatest(checks, case):
    header, key = unhex(case["header"]), unhex(case["dataKey"])
    plaintext = bytes(at % 251 for at in range(case["plaintextLength"]))
    where = address_of_key(case["dialogueId"], case["key"])
    salt = hedge(key, unhex(case["random"]), sha256(commit_body(case, [(where, plaintext)])))[:16]
    data = seal(key, "record", case["keyVersion"], 1, salt, header[24:36], sha256(where.encode()), pad(plaintext))
    checks.equal("greatest: header", data[:68], case["header"])
    checks.equal("greatest: length", len(data), case["envelopeLength"])
    checks.equal("greatest: hash", sha256(data), case["envelopeSha256"])


def check_log(checks, file, envelopes):
    root, log_id = unhex(file["root"]), unhex(file["logId"])
    audit = hkdf(root, b"", lp("colloquy/v1/audit"), 32)
    state = hkdf(root, b"", lp("colloquy/v1/state"), 32)
    checks.equal("log: auditKey", audit, file["auditKey"])
    checks.equal("log: stateKey", state, file["stateKey"])
    prev = sha256(lp("colloquy/v1/genesis"), lp(file["tenant"]), lp(file["dialogueId"]), log_id)
    digests, headers = {}, {}
    for n, entry in enumerate(file["entries"], 1):
        what, header, body = f"entry {n}", json.loads(entry["header"]), json.loads(entry["body"])
        headers[n] = header
        checks.equal(f"{what}: canonical header", canonical(header).decode(), entry["header"])
        checks.equal(f"{what}: canonical body", canonical(body).decode(), entry["body"])
        checks.equal(f"{what}: n", header["n"], n)
        checks.equal(f"{what}: prevHash", header["prevHash"], prev.hex())
        checks.equal(f"{what}: changes", sha256(entry["body"].encode()), header["changes"])
        checks.equal(f"{what}: logId", header.get("logId"), file["logId"] if n == 1 else None)
        prev = sha256(lp("colloquy/v1/entry"), entry["header"].encode())
        checks.equal(f"{what}: entryHash", prev, entry["entryHash"])
        checks.equal(f"{what}: auth", mac(audit, prev), entry["auth"])
        checks.equal(f"{what}: rows", [c["key"] for c in entry["changes"]], sorted(c["key"] for c in entry["changes"]))
        for row, change in zip(body, entry["changes"], strict=True):
            attributes = sha256(canonical(change["attributes"])).hex()
            checks.equal(f"{what}: row of {row[0]}", row, [change["key"], change["digest"], attributes])
            checks.equal(f"{what}: attributes of {row[0]}", attributes, change["attributesDigest"])
            checks.equal(f"{what}: digest of {row[0]}", change["digest"], envelopes[n, row[0]])
            checks.equal(f"{what}: prior of {row[0]}", change["prior"], digests.get(row[0]))
            digests[row[0]] = change["digest"]
            where = sha256(address_of_key(file["dialogueId"], row[0]).encode())
            checks.equal(f"{what}: element of {row[0]}", sha256(state, b"\1", where, unhex(row[1])), change["element"])
        source = header.get("tag", header)
        checks.equal(f"{what}: tagOf", "tag" in header, header["tagOf"] != n)
        if header["tagOf"] != n:
            checks.equal(f"{what}: repeats", header["stateTag"], headers[header["tagOf"]]["stateTag"])
        mask = sha256(state, b"\0", u64(header["tagOf"]), unhex(source["commitId"]), unhex(source["prevHash"]))
        checks.equal(f"{what}: mask", mask, entry["mask"])
        total = 0
        for key, digest in digests.items():
            where = sha256(address_of_key(file["dialogueId"], key).encode())
            total += int.from_bytes(sha256(state, b"\1", where, unhex(digest)), "big")
        checks.equal(f"{what}: sum", (total % 2**256).to_bytes(32, "big"), entry["sum"])
        tag = ((total + int.from_bytes(mask, "big")) % 2**256).to_bytes(32, "big")
        checks.equal(f"{what}: state tag", tag, header["stateTag"])


# MG-ENTRY


REPEATED = ("stateTag", "tagOf", "rootVersion", "dek", "dekMin", "epoch", "erased")


def boundary_body(kind, text):
    """The body of a boundary entry, or None."""
    body = json.loads(text)
    if not isinstance(body, dict) or canonical(body).decode() != text or len(text) > 2048:
        return None
    names = {"dialogueId", "logId", "moveId", "source", "target", "tenant", "v"}
    extra = {"migrate.out": set(), "migrate.in": {"copied"}, "migrate.cancel": {"abandoned"} & set(body)}[kind]
    if set(body) != names | extra or body["v"] != 1 or body["source"][0] == body["target"][0]:
        return None
    if kind == "migrate.in" and set(body["copied"]) != {"bytes", "digest", "records"}:
        return None
    if body.get("abandoned", True) is not True:
        return None
    return body if all(re.fullmatch(r"[0-9a-f]{32}", body[name]) for name in ("logId", "moveId")) else None


def signed_by(movers, auth, text):
    if len(auth) != 68 or auth[:4] not in movers:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(movers[auth[:4]]).verify(auth[4:], text)
    except InvalidSignature:
        return False
    return True


def follow_moves(file, movers, before, entries):
    """The first break of boundary entries behind a log: [n, why], or None."""
    at, moves, log_id = None, set(), file["logId"]
    for entry in entries:
        header, kind = json.loads(entry["header"]), json.loads(entry["header"])["kind"]
        n = before["n"] + 1
        prev = sha256(lp("colloquy/v1/entry"), canonical(before))
        if header["prevHash"] != prev.hex():
            return [n, "link"]
        body = boundary_body(kind, entry["body"])
        if sha256(entry["body"].encode()).hex() != header["changes"] or body is None:
            return [n, "body"]
        if (body["dialogueId"], body["tenant"], body["logId"]) != (file["dialogueId"], file["tenant"], log_id):
            return [n, "identity"]
        tag = before.get("tag", {"commitId": before["commitId"], "prevHash": before["prevHash"]})
        own = {name: header[name] for name in ("actor", "changes", "commitId", "kind", "prevHash", "time")}
        repeated = {name: before[name] for name in REPEATED if name in before}
        if header != {**repeated, **own, "n": n, "tag": tag, "v": 1}:
            return [n, "state"]
        crossing = (body["moveId"], body["source"], body["target"])
        if kind == "migrate.out":
            fits = not isinstance(at, tuple) and body["moveId"] not in moves and at in (None, body["source"][0])
        else:
            fits = at == crossing
        if not fits:
            return [n, "sequence"]
        if not signed_by(movers, unhex(entry["auth"]), entry["signed"].encode()):
            return [n, "signature"]
        moves.add(body["moveId"])
        at = crossing if kind == "migrate.out" else body["target" if kind == "migrate.in" else "source"][0]
        before = header
    return None


def check_moves(checks, file):
    movers = {}
    for key in file["moves"]["movers"]:
        name, key_id, material = key.split("+", 2)
        public = base64.b64decode(material)[1:]
        checks.equal(f"mover {name}: key id", sha256(name.encode(), b"\n\1", public)[:4], key_id)
        movers[unhex(key_id)] = public
    end = json.loads(file["entries"][-1]["header"])
    for case in file["moves"]["cases"]:
        what = f"move {case['name']}"
        for entry in case["entries"]:
            header = entry["header"].encode()
            digest = sha256(lp("colloquy/v1/entry"), header)
            checks.equal(f"{what}: canonical header", canonical(json.loads(header)).decode(), entry["header"])
            checks.equal(f"{what}: entryHash", digest, entry["entryHash"])
            text = f"colloquy/v1/boundary\n{base64.b64encode(digest).decode()}\n"
            checks.equal(f"{what}: signed", text, entry["signed"])
        broken = case["broken"] and [case["broken"]["n"], case["broken"]["why"]]
        checks.equal(f"{what}: break", follow_moves(file, movers, end, case["entries"]), broken)


# AU


def audit_event(line):
    """The event of a line and whether its hash is right; None when it is no event in its one canonical form."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    if not isinstance(event, dict) or event.get("v") != 1 or canonical(event).decode() != line:
        return None
    rest = {name: value for name, value in event.items() if name != "hash"}
    return event, sha256(lp("colloquy/v1/audit-event"), canonical(rest)).hex() == event["hash"]


def judge_chain(lines):
    torn, unrecorded, findings, missing = 0, 0, [], {}
    judged = []
    for at, line in enumerate(lines, 1):
        read = audit_event(line)
        told = read[0].get("torn") if read and read[1] else None
        if told and judged and sha256(judged[-1][1].encode()).hex() == told["sha256"] and len(judged[-1][1]) == told["bytes"]:
            judged.pop()
            torn += 1
        judged.append((at, line, read))
    chain, before, n = None, None, 0
    for at, line, read in judged:
        if read is None or (chain or read[0]["chain"]) != read[0]["chain"]:
            findings.append({"kind": "foreign_line", "line": at, "n": None})
            continue
        event, sound = read
        chain = chain or (event["chain"] if sound else None)
        if not sound:
            findings.append({"kind": "changed", "line": at, "n": event["n"]})
        if event["n"] <= n:
            late = missing.pop(event["n"], None) is not None
            findings.append({"kind": "reordered" if late else "duplicated", "line": at, "n": event["n"]})
            continue
        missing.update({each: at for each in range(n + 1, event["n"])})
        expected = before or sha256(lp("colloquy/v1/audit-genesis"), unhex(event["chain"])).hex()
        if event["n"] == n + 1 and event["prev"] != expected:
            findings.append({"kind": "link_broken", "line": at, "n": event["n"]})
        before, n = event["hash"], event["n"]
        unrecorded += event.get("unrecorded", 0)
    return torn, unrecorded, findings + [{"kind": "missing", "line": at, "n": n} for n, at in missing.items()]


def check_audit(checks, file):
    genesis = sha256(lp("colloquy/v1/audit-genesis"), unhex(file["chain"]))
    checks.equal("audit: genesis", genesis, file["genesis"])
    for line in file["lines"]:
        if line.startswith("{"):
            checks.equal(f"audit: {line[:80]}", audit_event(line) is not None and audit_event(line)[1], True)
    for case in file["cases"]:
        torn, unrecorded, findings = judge_chain(case["lines"])
        checks.equal(f"audit, {case['name']}: torn", torn, case["torn"])
        checks.equal(f"audit, {case['name']}: unrecorded", unrecorded, case["unrecorded"])
        checks.equal(f"audit, {case['name']}: findings", findings, case["findings"])


def envelopes_of(records, wraps):
    """Digests of what the log names, by (n, key)."""
    found = {(c["n"], r["key"]): sha256(unhex(r["envelope"])).hex() for c in records["commits"] for r in c["records"]}
    for wrap in wraps:
        if "recordKey" in wrap:
            found[wrap["n"], wrap["recordKey"]] = sha256(unhex(wrap["wrap"])).hex()
    return found


def check_negatives(checks, records, wraps):
    for case in records:
        cache = {}
        if "warm" in case:
            warm = {**case, "key": case["warmKey"]}
            open_record(warm, unhex(case["warm"]), cache)
        checks.refused(f"record, {case['name']}", case["step"], lambda: open_record(case, unhex(case["envelope"]), cache))
    for case in wraps:
        checks.refused(f"wrap, {case['name']}", case["step"], lambda: open_wrap(case, unhex(case["wrap"])))


def check_notes(checks, file, log):
    for case in file["keys"]:
        key = public_key(unhex(case["seed"]))
        checks.equal(f"public key of {case['name']}", key, case["publicKey"])
        checks.equal(f"key id of {case['name']}", key_id(case["name"], key), case["keyId"])
        checks.equal(f"verifier key of {case['name']}", verifier_key(case["name"], key), case["verifierKey"])
        checks.equal(f"{case['name']} parsed", parse_verifier_key(case["verifierKey"]), (case["name"], key))
    for case in file["notKeys"]:
        checks.refused(f"key, {case['name']}", "invalid_argument", lambda: parse_verifier_key(case["verifierKey"]))
    for case in file["checkpoints"]:
        opened = open_checkpoint(case["note"].encode(), case["keys"])
        checks.equal("checkpoint", opened, {name: case[name] for name in ("logId", "n", "hash", "signers")})
    for case in file["announcements"]:
        checks.equal("announcement", follow(case["pinned"], case["note"].encode()), (case["version"], case["verifierKey"]))
    for case in file["refused"]:
        text = case.get("note", "").replace("\u2014 x ", f"\u2014 {'x' * case.get('nameLength', 1)} ", 1)
        data = unhex(case["noteHex"]) if "noteHex" in case else text.encode()
        if case["kind"] == "announcement":
            checks.refused(f"announcement, {case['name']}", case["reason"], lambda: follow(case["keys"][0], data))
        else:
            checks.refused(f"note, {case['name']}", case["reason"], lambda: open_checkpoint(data, case["keys"]))
    for case in file["logs"]:
        headers = [entry["header"] for entry in log["entries"]]
        if "time" in case:
            at = case["time"] - 1
            headers[at] = re.sub(r'"time":\d+', '"time":7', headers[at])
        checkpoint = open_checkpoint(case["note"].encode(), case["keys"])
        told = compare_log(checkpoint, [header.encode() for header in headers[: case["take"]]])
        checks.equal(f"log, {case['name']}", told, case["told"])


def main():
    default = pathlib.Path(__file__).resolve().parent.parent / "docs" / "spec" / "vectors"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    steps = {
        "addresses": lambda checks: check_addresses(checks, files["addresses"]),
        "padding": lambda checks: check_padding(checks, files["padding"]),
        "keys": lambda checks: check_keys(checks, files["keys"]),
        "wraps": lambda checks: check_wraps(checks, files["wraps"]),
        "records": lambda checks: check_records(checks, files["records"]),
        "log": lambda checks: check_log(checks, files["log"], envelopes_of(files["records"], files["wraps"])),
        "moves": lambda checks: check_moves(checks, files["log"]),
        "audit": lambda checks: check_audit(checks, files["audit"]),
        "notes": lambda checks: check_notes(checks, files["notes"], files["log"]),
        "negatives": lambda checks: check_negatives(checks, files["negative-records"], files["negative-wraps"]),
    }
    failed = 0
    for name, step in steps.items():
        checks = Checks()
        try:
            step(checks)
        except (Refused, KeyError, ValueError, TypeError) as error:
            checks.faults.append(f"stopped: {type(error).__name__}: {error}")
        print(f"{name}: {checks.passed} agree, {len(checks.faults)} disagree")
        for fault in checks.faults:
            print(f"  {fault}")
        failed += len(checks.faults) + (checks.passed == 0)
    print("verify-vectors: disagrees" if failed else "verify-vectors: agrees")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
