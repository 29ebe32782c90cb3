/**
 * `npm start`: runs under the user's Node (20 or newer) with nothing installed. Installs what is missing, then
 * starts the city under the project's own Node.
 */

import { spawn } from 'node:child_process';
import net from 'node:net';
import { fail, inRoot, prepareMachine } from './install.mjs';

/** The port is looked at before anything slow is done. */
function assertFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return resolve();
      const other = port < 65535 ? port + 1 : port - 1;
      fail(
        `Port ${port} is already in use. Stop the program that listens there, or start the city on another port: npm start -- --port ${other}`,
      );
    });
    server.listen(port, '127.0.0.1', () => server.close(resolve));
  });
}

function portOf(args) {
  const at = args.findIndex((each) => each === '--port' || each.startsWith('--port='));
  if (at < 0) return 8787;
  return Number(args[at].split('=')[1] ?? args[at + 1]);
}

/** Runs the city and ends with its exit code; signals are passed on. */
function runCity(node, args) {
  const child = spawn(node, [inRoot('local/main.ts'), ...args], {
    cwd: inRoot('.'),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

const args = process.argv.slice(2);
const port = portOf(args);
if (Number.isInteger(port) && port > 0 && port < 65536) await assertFree(port);
runCity(await prepareMachine('npm start'), args);
