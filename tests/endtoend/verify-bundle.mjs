// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// verify-bundle.mjs BUNDLE [FINGERPRINT]: checks an evidence bundle as resources/formats/evidence-bundle.md says, with nothing of
// Gatehouse and nothing but Node: whether the text is enough for somebody else. Prints a line for each decision; fails otherwise.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const must = (holds, what) => { if (!holds) throw new Error(what); };
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const base64 = text => {
  const bytes = Buffer.from(text, 'base64');
  must(bytes.toString('base64') === text, 'base64');
  return bytes;
};

function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; --left) {
    const lengths = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + lengths[0]);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    must(!files.has(name), 'a name twice');
    files.set(name, zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return files;
}

// RFC 8785, for what is in statements: texts, integers, lists and objects.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function canonicalJson(bytes) {
  const value = JSON.parse(bytes);
  must(canonical(value) === bytes.toString('utf8'), 'canonical JSON');
  return value;
}

const keyId = publicKey => `key_${sha256(publicKey).toString('base64url')}`;

function open(envelope, type, kind, publicKey) {
  const payload = base64(envelope.payload);
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]), format: 'der', type: 'spki' });
  must(envelope.payloadType === type && envelope.signatures.length === 1, 'envelope');
  must(envelope.signatures[0].keyid === keyId(publicKey), 'keyid');
  must(verify(null, signed, key, base64(envelope.signatures[0].sig)), 'signature');
  const statement = canonicalJson(payload);
  must(statement.statement === kind, 'kind of statement');
  return statement;
}

// RFC 9162 2.1.3.2
function rootFrom(leaf, index, size, path) {
  let fn = index, sn = size - 1, hash = leaf;
  must(index < size, 'place in the log');
  for (const step of path) {
    must(sn !== 0, 'length of the path');
    if (fn % 2 === 1 || fn === sn) {
      hash = sha256(Buffer.of(1), step, hash);
      while (fn % 2 === 0 && fn !== 0) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2); }
    } else {
      hash = sha256(Buffer.of(1), hash, step);
    }
    fn = Math.floor(fn / 2); sn = Math.floor(sn / 2);
  }
  must(sn === 0, 'length of the path');
  return hash;
}

const type = name => `application/vnd.gatehouse.${name}+json`;
const files = unzip(readFileSync(process.argv[2]));
const json = name => JSON.parse(files.get(name));

const logHead = json('log-head.json');
const logKey = base64(logHead.logKey);
must(!process.argv[3] || process.argv[3] === `SHA256:${keyId(logKey).slice(4)}`, 'the key that is trusted');
const head = open(logHead.head, type('tree-head'), 'gatehouse.tree-head/v1', logKey);
const manifest = open(json('manifest.json'), type('evidence-bundle'), 'gatehouse.evidence-bundle/v1', logKey);
must(canonical([...files.keys()].sort()) === canonical(['manifest.json', ...manifest.files.map(file => file.name)].sort()), 'the list of files');
for (const file of manifest.files)
  must(files.get(file.name).length === file.size && sha256(files.get(file.name)).toString('hex') === file.sha256, file.name);

const request = json('request.json');
must(request.id === manifest.requestId && manifest.tenant === head.log, 'the request');
const keys = new Map(json('keys.json').items.map(key => [key.id, key]));
for (const decision of request.stages.flatMap(stage => stage.decisions)) {
  const receipt = canonicalJson(files.get(`decisions/${decision.id}.json`));
  must(canonical({ head: receipt.head, logKey: receipt.logKey }) === canonical({ head: logHead.head, logKey: logHead.logKey }), 'the head');
  const bytes = base64(receipt.entry);
  const entry = canonicalJson(bytes);
  must(entry.statement === 'gatehouse.decision-entry/v1' && entry.decisionId === decision.id, 'the entry');
  must(rootFrom(sha256(Buffer.of(0), bytes), receipt.leafIndex, head.size, receipt.path.map(base64)).equals(base64(head.root)), 'inclusion');
  const publicKey = base64(entry.publicKey);
  const said = open(entry.envelope, type('decision'), 'gatehouse.decision/v1', publicKey);
  must(said.tenant === head.log && said.requestId === request.id && said.package === request.pluginName, 'what was decided about');
  must(said.outcome === decision.outcome && said.reason === decision.comment && said.stageId === decision.stageId, 'what was decided');
  must(said.versionDigest === decision.versionDigest && said.evidenceRevision === decision.evidenceRevision, 'what it was decided on');
  must(canonical(entry.onBehalfOf ?? null) === canonical(decision.onBehalfOf ?? null), 'on whose behalf');
  const key = keys.get(keyId(publicKey));
  must(key.id === decision.signedWith && key.personId === decision.person.id && key.enrolledAt <= entry.recordedAt, 'the key');
  console.log(`${said.outcome} by ${said.decider.subject}, at ${receipt.leafIndex + 1} of ${head.size}`);
}
