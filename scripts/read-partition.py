#!/usr/bin/env python3
"""Reads the dialogues of a SQLite store with nothing but the file, the key file, the vault and docs/spec: a second
implementation of opening, written from keys.md, commit-log.md and envelope.md.

    python3 scripts/read-partition.py DATABASE KEYS     KEYS holds master.key and vault/
    python3 scripts/read-partition.py --vector FILE     a published partition: docs/spec/vectors/partition.json

Prints one JSON object: per dialogue n, the hash of the last entry and, by record key, [rev, v, entity]; none of an erased dialogue. Exit code 0: everything was
authentic. 1: something was not; it says what. 3: the Python package "cryptography" is missing, nothing was read.
"""

import base64
import importlib.util
import json
import pathlib
import sqlite3
import sys

spec = importlib.util.spec_from_file_location("vectors", pathlib.Path(__file__).with_name("verify-vectors.py"))
vectors = importlib.util.module_from_spec(spec)
spec.loader.exec_module(vectors)
address_of_key, canonical, hkdf, lp = vectors.address_of_key, vectors.canonical, vectors.hkdf, vectors.lp
mac, open_envelope, sha256, u32, u64, unhex = (
    vectors.mac, vectors.open_envelope, vectors.sha256, vectors.u32, vectors.u64, vectors.unhex,
)  # fmt: skip


class NotAuthentic(Exception):
    pass


def demand(condition, what):
    if not condition:
        raise NotAuthentic(what)


# keys.md


def open_keks(master, vault, header):
    """The KEK of every epoch of the store header, each compared with its recorded id."""
    demand(len(master) == 32, "the key file has not 32 bytes")
    demand(header == canonical(json.loads(header)), "the store header is not canonical")
    store = json.loads(header)
    demand(store["v"] == 1, "the store header is of another version")
    tenant = store["tenant"]
    umk_id = hkdf(master, b"", lp("colloquy/v1/umk-id") + lp(store["storeId"]), 16).hex()
    demand(umk_id == store["umkId"], "wrong key: the key file is not that of this store")
    keks = {}
    for epoch, kek_id in store["epochs"]:
        place = lp(tenant) + u32(epoch)
        demand((tenant, epoch) in vault, f"the vault does not hold epoch {epoch}")
        material = vault[tenant, epoch]
        kek = hkdf(master, material[:32], lp("colloquy/v1/kek") + place, 32)
        found = hkdf(kek, b"", lp("colloquy/v1/kek-id") + place, 16).hex()
        demand(found == kek_id == material[32:].hex(), f"wrong key: epoch {epoch}")
        keks[epoch] = kek
    return tenant, keks


def vault_file(name, data):
    """Tenant, epoch and material of a vault file, in its one form."""
    content = json.loads(data)
    tenant, epoch = content["tenant"], content["epoch"]
    material = base64.urlsafe_b64decode(content["material"] + "=" * (-len(content["material"]) % 4))
    checksum = sha256(lp("colloquy/v1/vault"), lp(tenant), u32(epoch), lp(material)).hex()
    safe = "abcdefghijklmnopqrstuvwxyz0123456789-"
    coded = "".join(c if c in safe else f"_{ord(c):02x}" for c in tenant)
    demand(data == canonical({**content, "checksum": checksum}), f"the vault file {name} is damaged")
    demand(name == f"{epoch}-{coded}.epoch", f"the vault file {name} is that of another place")
    return (tenant, epoch), material


# commit-log.md


def read_log(dialogue, tenant, keks, records, head, log):
    """Every entry, link, MAC and tag. The digests that the records must have, and the log root's keys."""
    header = json.loads(head["header"])
    root_key = f"key#log#{header['rootVersion']:04d}"
    root = unwrap(keks, header["epoch"], "log-root", tenant, dialogue, header["rootVersion"], records[root_key])
    audit = hkdf(root, b"", lp("colloquy/v1/audit"), 32)
    state = hkdf(root, b"", lp("colloquy/v1/state"), 32)
    previous, total, digests, masks = None, 0, {}, {}
    for at, entry in enumerate(log, 1):
        raw = entry["header"]
        fields = json.loads(raw)
        demand(raw == canonical(fields) and fields["v"] == 1, f"entry {at} is not canonical")
        demand(fields["n"] == entry["n"] == at and fields["commitId"] == entry["commit_id"], f"entry {at} is out of place")
        if at == 1:
            previous = sha256(lp("colloquy/v1/genesis"), lp(tenant), lp(dialogue), unhex(fields["logId"]))
        demand(fields["prevHash"] == previous.hex(), f"entry {at} does not follow")
        previous = sha256(lp("colloquy/v1/entry"), raw)
        demand(mac(audit, previous) == entry["auth"], f"entry {at} was not written with this key")
        demand(sha256(entry["body"]).hex() == fields["changes"], f"entry {at} has another body")
        for key, digest, attributes in json.loads(entry["body"]):
            if key in digests:
                total -= element(state, dialogue, key, digests[key][0])
            digests[key] = (digest, attributes, at)
            total += element(state, dialogue, key, digest)
        masks[at] = mask(state, at, unhex(fields["commitId"]), unhex(fields["prevHash"]))
        tag = (masks[fields["tagOf"]] + total) % 2**256
        demand(tag.to_bytes(32, "big").hex() == fields["stateTag"], f"entry {at} has another tag")
    demand(log and log[-1]["header"] == head["header"] and log[-1]["auth"] == head["auth"], "the head is not the last entry")
    return header, previous, digests


def element(state, dialogue, key, digest):
    where = sha256(address_of_key(dialogue, key).encode())
    return int.from_bytes(sha256(state, b"\x01", where, unhex(digest)), "big")


def mask(state, n, commit_id, previous):
    return int.from_bytes(sha256(state, b"\x00", u64(n), commit_id, previous), "big")


def unwrap(keks, epoch, purpose, tenant, dialogue, version, record):
    aad = sha256(lp("colloquy/v1/" + purpose), lp(tenant), lp(dialogue), u32(version))
    return open_envelope({epoch: keks[epoch]}, purpose + "-wrap", aad, record["envelope"])


TOMBSTONE = b"\x00colloquy/v1/tombstone"


# envelope.md, section 7


def read_dialogue(dialogue, tenant, keks, records, head, log):
    header, last, digests = read_log(dialogue, tenant, keks, records, head, log)
    demand(records.keys() == digests.keys(), "there are other records than the log tells of")
    for key, record in records.items():
        digest, attributes, _ = digests[key]
        demand(sha256(record["envelope"]).hex() == digest == record["digest"], f"{key} is not what was written")
        demand(sha256(canonical(record["attributes"])).hex() == attributes, f"the attributes of {key} are others")
    if "erased" in header:
        return {"n": header["n"], "logHead": last.hex(), "entities": {}}
    epoch = header["epoch"]
    keys = {
        version: unwrap(keks, epoch, "dek", tenant, dialogue, version, records[f"key#dek#{version:04d}"])
        for version in range(header["dekMin"], header["dek"] + 1)
    }
    entities = {}
    for key, record in sorted(records.items()):
        kind = key.split("#")[0]
        # Nothing stands where a record was lost (CL-READ-09).
        if kind == "key" or record["envelope"] == TOMBSTONE:
            continue
        where = address_of_key(dialogue, key)
        plain = json.loads(open_envelope(keys, "record", sha256(where.encode()), record["envelope"]))
        demand(plain["address"] == where and plain["type"] == kind, f"{key} is that of another place")
        demand(plain["rev"] == digests[key][2], f"{key} was written by another commit")
        for name, value in record["attributes"].items():
            demand(plain["entity"].get(name) == value, f"the attribute {name} of {key} is not that of its entity")
        # The results of repeatable calls and the statements of repairs are opened like the rest, and are no entities.
        if kind not in ("operation", "reattest"):
            entities[key] = [plain["rev"], plain["v"], plain["entity"]]
    return {"n": header["n"], "logHead": last.hex(), "entities": entities}


# Where the bytes come from


def from_sqlite(path, folder):
    database = sqlite3.connect(f"file:{pathlib.Path(path).resolve()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    vault = {file.name: file.read_bytes() for file in (folder / "vault").glob("*.epoch")}
    (header,) = database.execute("SELECT header FROM store_header WHERE id = 1").fetchone()
    dialogues = {}
    for head in database.execute("SELECT * FROM heads ORDER BY dialogue_id").fetchall():
        name = head["dialogue_id"]
        rows = database.execute("SELECT * FROM records WHERE dialogue_id = ? ORDER BY key", (name,))
        records = {row["key"]: {**dict(row), "attributes": json.loads(row["attributes"])} for row in rows}
        log = [dict(row) for row in database.execute("SELECT * FROM log WHERE dialogue_id = ? ORDER BY n", (name,))]
        dialogues[name] = (records, dict(head), log)
    return (folder / "master.key").read_bytes(), vault, header, dialogues


def from_vector(vector):
    def decoded(row, names):
        return {name: unhex(value) if name in names else value for name, value in row.items()}

    dialogues = {
        name: (
            {row["key"]: decoded(row, {"envelope"}) for row in part["records"]},
            {**decoded(part["head"], {"auth"}), "header": part["head"]["header"].encode()},
            [{**decoded(e, {"auth"}), "header": e["header"].encode(), "body": e["body"].encode()} for e in part["log"]],
        )
        for name, part in vector["dialogues"].items()
    }
    vault = {name: text.encode() for name, text in vector["vault"].items()}
    return unhex(vector["masterKey"]), vault, vector["storeHeader"].encode(), dialogues


def read_store(master, vault, header, dialogues):
    tenant, keks = open_keks(master, dict(vault_file(name, data) for name, data in vault.items()), header)
    return {name: read_dialogue(name, tenant, keks, *parts) for name, parts in dialogues.items()}


# What must be refused: a reader that opens everything would agree with every vector that opens.


def other_end(dialogue, change):
    """The last entry and the head with it, changed alike: what they say of each other still fits."""
    last, head = dialogue["log"][-1], dialogue["head"]
    change(last)
    head.update({name: last[name] for name in head})


def forged_tag(vector, dialogue):
    """A tag that is wrong, under a MAC that is right: what a holder of the keys could write by mistake."""
    master, vault, header, dialogues = from_vector(vector)
    tenant, keks = open_keks(master, dict(vault_file(*file) for file in vault.items()), header)
    records = dialogues["where-to-store"][0]
    epoch = json.loads(dialogue["head"]["header"])["epoch"]
    root = unwrap(keks, epoch, "log-root", tenant, "where-to-store", 1, records["key#log#0001"])

    def change(entry):
        fields = json.loads(entry["header"])
        raw = canonical({**fields, "stateTag": "0" * 64})
        entry["header"] = raw.decode()
        audit = hkdf(root, b"", lp("colloquy/v1/audit"), 32)
        entry["auth"] = mac(audit, sha256(lp("colloquy/v1/entry"), raw)).hex()

    other_end(dialogue, change)


def swap(rows, a, b, name):
    rows[a][name], rows[b][name] = rows[b][name], rows[a][name]


DAMAGES = {
    "another master key": lambda v, d: v.update(masterKey="00" * 32),
    "an epoch gone from the vault": lambda v, d: v["vault"].popitem(),
    "another byte in a vault file": lambda v, d: v["vault"].update({k: t.replace("A", "B", 1) for k, t in v["vault"].items()}),
    "another authenticator of head and last entry": lambda v, d: other_end(d, lambda e: e.update(auth="00" * 32)),
    "a wrong tag under a right authenticator": forged_tag,
    "the head of an earlier entry": lambda v, d: d["head"].update({name: d["log"][-2][name] for name in d["head"]}),
    "an entry removed": lambda v, d: d["log"].pop(2),
    "another body": lambda v, d: d["log"][1].update(body="[]"),
    "a record removed": lambda v, d: d["records"].pop(0),
    "an attribute changed": lambda v, d: d["records"][0]["attributes"].update(status="converged"),
    "two envelopes swapped": lambda v, d: swap(d["records"], 0, -1, "envelope"),
    "two records swapped, digests and all": lambda v, d: (swap(d["records"], 0, -1, "envelope"), swap(d["records"], 0, -1, "digest")),
}


def opened_despite(vector):
    """The damages that are not refused."""
    opened = []
    for name, damage in DAMAGES.items():
        copy = json.loads(json.dumps(vector))
        damage(copy, copy["dialogues"]["where-to-store"])
        try:
            read_store(*from_vector(copy))
            opened.append(name)
        except (NotAuthentic, vectors.Refused, KeyError, ValueError):
            pass
    return opened


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    is_vector = sys.argv[1] == "--vector"
    vector = json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8")) if is_vector else None
    try:
        read = read_store(*(from_vector(vector) if is_vector else from_sqlite(sys.argv[1], pathlib.Path(sys.argv[2]))))
    except (NotAuthentic, vectors.Refused, KeyError, ValueError) as error:
        print(f"read-partition: not authentic: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    if is_vector and read != vector["expected"]:
        print("read-partition: authentic, but not what is expected", file=sys.stderr)
        return 1
    opened = opened_despite(vector) if is_vector else []
    if opened:
        print(f"read-partition: opens what was damaged: {', '.join(opened)}", file=sys.stderr)
        return 1
    print(json.dumps(read, ensure_ascii=True, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
