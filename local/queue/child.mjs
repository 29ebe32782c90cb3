/** Child process: the SQS and SNS engine over a folder. Arguments: folder, region, clock offset in ms. */

import net from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';

const [dataDir, defaultRegion, firstOffset] = process.argv.slice(2);

/** The engine's clock is the city's: visibility, delays, deduplication and retention follow it. */
let offset = Number(firstOffset);
const machineNow = Date.now;
Date.now = () => machineNow() + offset;
process.on('message', (message) => {
  offset = message.offset;
});

/** The engine listens on every interface; the city is nobody's business but this machine's. */
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (options, ...rest) {
  return listen.call(
    this,
    typeof options === 'object' ? { ...options, host: '127.0.0.1' } : options,
    ...rest,
  );
};

/** A write need not wait for the disk: what a killed process wrote stays, and a power cut is no test of this city. */
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql);
  if (sql.includes('journal_mode = WAL')) exec.call(this, 'PRAGMA synchronous = NORMAL');
};

const server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1', defaultRegion, dataDir });
const end = () => void server.stop().then(() => process.exit(0));
process.on('SIGTERM', end);
process.on('disconnect', end);
process.send({ port: server.port });
