/** Child process: the DynamoDB-compatible engine over a folder. Arguments: folder. */

import dynalite from 'dynalite';

const [path] = process.argv.slice(2);
const server = dynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });

/** The engine rethrows the error of a client that hung up; that must not end it. */
process.on('uncaughtException', (error) => {
  if (error.code !== 'ECONNRESET' && error.message !== 'aborted') {
    console.error('store:', error);
    process.exit(1);
  }
});
const end = () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.on('SIGTERM', end);
process.on('disconnect', end);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
