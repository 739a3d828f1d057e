/**
 * CRC-32C (Castagnoli) of short byte ranges, for frame and file headers of the journal. Node's zlib offers the other
 * CRC-32 only; headers are 60 bytes at most, so a table of 256 entries is fast enough.
 */

const POLYNOMIAL = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** The checksum of bytes[start … end) as an unsigned 32-bit number; `123456789` gives 0xe3069283 (RFC 3720, B.4). */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffffffff;
  for (let at = start; at < end; at++) crc = (TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
