/** A studio that runs as shipped, in a folder of its own, and plain HTTP to talk to it as anybody could. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './cli-desk.js';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export class StudioDesk {
  readonly folder: string;
  readonly address: string;
  readonly token: string;
  readonly port: number;
  private readonly child: ChildProcess;
  private told = '';

  private constructor(folder: string, child: ChildProcess, address: string) {
    this.folder = folder;
    this.child = child;
    child.stderr?.on('data', (data: Buffer) => {
      this.told += data.toString();
    });
    this.address = address;
    this.token = /token=([0-9a-f]{32})$/.exec(address)?.[1] as string;
    this.port = Number(/:(\d+)\//.exec(address)?.[1]);
  }

  static async start(
    words: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
    folder = mkdtempSync(join(tmpdir(), 'trihelix-studio-')),
  ): Promise<StudioDesk> {
    const child = spawn(process.execPath, ['--enable-source-maps', main, 'serve', ...words], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => {
        said += data.toString();
        if (said.includes('\n')) resolve(said.split('\n')[0] as string);
      });
      child.on('exit', () => reject(new Error(`the studio ended: ${said}`)));
    });
    return new StudioDesk(folder, child, address);
  }

  /** The process, to look at from outside. */
  get pid(): number {
    return this.child.pid as number;
  }

  /** What it has said beside its address. */
  said(): string {
    return this.told;
  }

  /** Sends a head and then up to 100 MB. @returns the bytes that were taken when the connection was closed, at the latest all of them */
  pour(head: string): Promise<number> {
    const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, ' '), Buffer.from('\r\n')]);
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(head));
      const more = (): void => {
        while (!socket.destroyed && socket.bytesWritten < 1e8 && socket.write(piece));
        if (socket.bytesWritten >= 1e8) socket.destroy();
      };
      socket
        .on('drain', more)
        .on('connect', more)
        .on('data', () => {});
      socket.on('error', () => {}).on('close', () => resolve(socket.bytesWritten));
    });
  }

  /** A request whose every header is as given. */
  send(
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Reply> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port: this.port, path, method, headers: { ...length, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  /** What the server first answers to these bytes. */
  raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the connection was closed without a word')));
    });
  }

  /** A call as the page makes it. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const own = { 'content-type': 'application/json', 'x-trihelix': '1' };
    return this.send(path, { method: 'POST', headers: { ...own, ...headers }, body: JSON.stringify(body) });
  }

  /** The cookie that the token is exchanged for. */
  async cookie(): Promise<string> {
    const { headers } = await this.post('/api/enter', { token: this.token });
    return (headers['set-cookie']?.[0] ?? '').split(';')[0] as string;
  }

  /** Memory of the studio's process, 0 where the system does not tell. */
  megabytes(): number {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  }

  /** Resolves when the process has ended by a signal, now or before. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill(signal);
    await ended;
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
