/** Bytes in little-endian order, gathered into a buffer that grows. */
import { utf8 } from '../../experiment/text.js';

/** 2^32 */
export const WORD = 4_294_967_296;

export class ByteWriter {
  private buffer = new Uint8Array(1024);
  private view = new DataView(this.buffer.buffer);
  private at = 0;

  /** Bytes gathered since the last `take`. */
  get length(): number {
    return this.at;
  }

  text(text: string): this {
    return this.bytes(utf8(text));
  }

  bytes(bytes: Uint8Array): this {
    const at = this.room(bytes.length);
    this.buffer.set(bytes, at);
    return this;
  }

  /** Bytes in a field of `width`, zeros behind them. Throws RangeError when they do not fit. */
  fixed(bytes: Uint8Array, width: number): this {
    if (bytes.length > width) throw new RangeError(`${bytes.length} bytes do not fit into ${width}`);
    return this.bytes(bytes).zeros(width - bytes.length);
  }

  zeros(count: number): this {
    const at = this.room(count);
    this.buffer.fill(0, at, at + count);
    return this;
  }

  u8(value: number): this {
    const at = this.room(1);
    this.view.setUint8(at, value);
    return this;
  }

  u16(value: number): this {
    const at = this.room(2);
    this.view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
    return this;
  }

  i32(value: number): this {
    const at = this.room(4);
    this.view.setInt32(at, value, true);
    return this;
  }

  /** A whole number up to 2^53. */
  u64(value: number): this {
    return this.u32(value % WORD).u32(Math.floor(value / WORD));
  }

  f64(value: number): this {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
    return this;
  }

  /** Writes whole numbers of eight bytes over what stands at a place. */
  patch(place: number, values: readonly number[]): void {
    for (const [v, value] of values.entries()) {
      this.view.setUint32(place + 8 * v, value % WORD, true);
      this.view.setUint32(place + 8 * v + 4, Math.floor(value / WORD), true);
    }
  }

  /** Hands over what is gathered and begins anew. */
  take(): Uint8Array {
    const taken = this.buffer.slice(0, this.at);
    this.at = 0;
    return taken;
  }

  /** Makes room and returns where it begins. The view must be read after this call, because the buffer may be another. */
  private room(count: number): number {
    const at = this.at;
    this.at += count;
    if (this.at > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.at, 2 * this.buffer.length));
      larger.set(this.buffer);
      this.buffer = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}
