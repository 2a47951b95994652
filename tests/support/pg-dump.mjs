// SPDX-License-Identifier: GPL-3.0-or-later
/* pg-dump.mjs: PostgreSQL's own pg_dump, of a version that Debian has not, for as many databases as
 * are asked for.
 *
 *   node pg-dump.mjs TOOLS SOCKET USER
 *
 * Standard input names a database a line. For each, the length of its dump in bytes comes back, a
 * line, and then the dump; a length of -1 ends it all, with the reason on standard error. The npm
 * package in TOOLS has pg_dump as WebAssembly and hands over what it says to the server as bytes;
 * here they go through the unix socket. It cannot wait for an answer but by blocking, so it runs in
 * a thread of its own. */

import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, isMainThread, parentPort, receiveMessageOnPort, workerData }
  from 'node:worker_threads';

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);

/* Whether whole messages end here, and the last of them lets the client speak. */
class Answer {
  #rest = Buffer.alloc(0);
  ready = false;

  add(bytes) {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : Buffer.from(bytes);
    this.ready = false;
    while (data.length >= 5 && data.length > data.readUInt32BE(1)) {
      this.ready = data[0] === READY_FOR_QUERY;
      data = data.subarray(1 + data.readUInt32BE(1));
    }
    this.#rest = Buffer.from(data);
    this.ready &&= data.length === 0;
  }
}

/* What the package takes for a database in the same process. */
function makeServer(port, arrived) {
  let seen = 0;
  return {
    query: async () => ({ rows: [{ search_path: '' }] }),
    exec: async () => [],
    execProtocolRawStream(bytes, { onRawData }) {
      const answer = new Answer();
      port.postMessage(bytes.slice());
      while (bytes[0] !== TERMINATE && !answer.ready) {
        Atomics.wait(arrived, 0, seen);
        const next = receiveMessageOnPort(port);
        if (next === undefined)
          continue;
        if (next.message === null)
          return;
        seen++;
        answer.add(next.message);
        onRawData(next.message);
      }
    },
  };
}

async function work() {
  const { tools, user } = workerData;
  const { pgDump } = await import(pathToFileURL(path.join(tools, 'dist/pg_dump.js')).href);
  parentPort.on('message', async ({ database, port, arrived }) => {
    try {
      const file = await pgDump({
        pg: makeServer(port, new Int32Array(arrived)),
        args: ['--schema-only', '--dbname', `user=${user} dbname=${database}`],
      });
      parentPort.postMessage(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      parentPort.postMessage(String(error));
    }
  });
}

/* One dump: the bytes between @worker and a connection of its own. */
function dump(worker, socketPath, database) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const arrived = new Int32Array(new SharedArrayBuffer(4));
    const socket = net.connect(socketPath);
    const pass = (message) => {
      port1.postMessage(message);
      Atomics.add(arrived, 0, 1);
      Atomics.notify(arrived, 0);
    };
    port1.on('message', (bytes) => socket.write(bytes));
    socket.on('data', pass);
    socket.on('error', (error) => { process.stderr.write(`${error}\n`); });
    socket.on('close', () => pass(null));
    worker.once('message', (result) => {
      socket.destroy();
      port1.close();
      if (typeof result === 'string')
        reject(new Error(result));
      else
        resolve(result);
    });
    worker.postMessage({ database, port: port2, arrived: arrived.buffer }, [port2]);
  });
}

async function main([tools, socketPath, user]) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { tools, user } });
  for await (const database of readline.createInterface({ input: process.stdin })) {
    try {
      const text = await dump(worker, socketPath, database);
      process.stdout.write(`${text.length}\n`);
      process.stdout.write(text);
    } catch (error) {
      process.stderr.write(`${error}\n`);
      process.stdout.write('-1\n');
      break;
    }
  }
  await worker.terminate();
}

if (isMainThread)
  await main(process.argv.slice(2));
else
  await work();
