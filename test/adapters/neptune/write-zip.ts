import { writeFile } from 'node:fs/promises';
import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip, and what it says of itself where that is not the truth. */
export interface Member {
  readonly name: string;
  readonly content: Buffer | string;
  readonly claimedSize?: number;
  readonly claimedSum?: number;
  /** Its bytes are those of the first member. */
  readonly overFirst?: boolean;
}

/** Writes a zip by APPNOTE.TXT, as honest or not as the test wants it: no library writes what attackers do. */
export async function writeZip(file: string, members: readonly Member[]): Promise<void> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize, claimedSum, overFirst } of members) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0); // version needed
    about.writeUInt16LE(0x0800, 2); // names are UTF-8
    about.writeUInt16LE(8, 4); // deflate
    about.writeUInt32LE(claimedSum ?? crc32(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claimedSize ?? plain.length, 18);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, path, packed]);
    const entry = [Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, Buffer.alloc(14), path];
    entry[3]?.writeUInt32LE(overFirst === true ? 0 : offset, 10);
    directory.push(Buffer.concat(entry));
    if (overFirst === true) continue;
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  await writeFile(file, Buffer.concat([...bodies, list, end]));
}
