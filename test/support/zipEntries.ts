import { readFileSync } from "node:fs";

export interface ZipEntry {
  readonly name: string;
  readonly size: number;
}

const endSignature = 0x06054b50;
const endLength = 22;
const headerLength = 46;

/** What a zip file's directory lists. Enough for a .vsix: no zip64, no comment at the end. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.length - endLength;
  if (bytes.readUInt32LE(end) !== endSignature) {
    throw new Error(`${file} does not end like a zip file.`);
  }
  const entries: ZipEntry[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(offset + 28);
    const name = bytes.toString("utf8", offset + headerLength, offset + headerLength + nameLength);
    entries.push({ name, size: bytes.readUInt32LE(offset + 24) });
    const extras = bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
    offset += headerLength + nameLength + extras;
  }
  return entries;
}
