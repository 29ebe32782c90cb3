/** Stand-in for SSM Parameter Store: the calls the product makes, in AWS's JSON 1.1 protocol. */

import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { readAll } from '../lambda/runtimeApi.ts';
import { ACCOUNT_ID } from '../template/physical.ts';
import { ServiceError } from '../wire.ts';

const parameterSchema = v.object({
  Name: v.string(),
  Type: v.picklist(['String', 'StringList', 'SecureString']),
  Value: v.string(),
  Version: v.number(),
  LastModifiedDate: v.number(),
});
type Parameter = v.InferOutput<typeof parameterSchema>;

/** The parameters of the city. */
export interface ParameterStore {
  /** Port where it speaks SSM's protocol. */
  readonly port: number;
  /** Sets a value unless there is one. */
  seed(name: string, type: Parameter['Type'], value: string): void;
  read(name: string): string | undefined;
  names(): readonly string[];
  close(): Promise<void>;
}

type Operation = (input: Record<string, unknown>) => object;

/** Opens the store on a free port; `file` keeps the values over a restart where given. `now` is city time in ms. */
export async function openParameterStore(
  now: () => number,
  region: string,
  file?: string,
): Promise<ParameterStore> {
  const all = new Map<string, Parameter>(file === undefined ? [] : load(file));
  const save = (): void => {
    if (file !== undefined) writeFileSync(file, JSON.stringify([...all.values()], null, 1), { mode: 0o600 });
  };
  const put = (Name: string, Type: Parameter['Type'], Value: string): number => {
    const Version = (all.get(Name)?.Version ?? 0) + 1;
    all.set(Name, { Name, Type, Value, Version, LastModifiedDate: Math.floor(now() / 1000) });
    save();
    return Version;
  };
  const operations = operationsOver(all, put, save, region);
  const server = http.createServer((request, response) => void answer(request, response, operations));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seed(name, type, value) {
      if (!all.has(name)) put(name, type, value);
    },
    read: (name) => all.get(name)?.Value,
    names: () => [...all.keys()],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function operationsOver(
  all: Map<string, Parameter>,
  put: (name: string, type: Parameter['Type'], value: string) => number,
  save: () => void,
  region: string,
): Readonly<Record<string, Operation>> {
  const show = (parameter: Parameter): object => ({
    ...parameter,
    ARN: `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter${parameter.Name}`,
    DataType: 'text',
  });
  const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  return {
    GetParameter({ Name }) {
      const found = all.get(String(Name));
      if (found === undefined) throw new ServiceError('ParameterNotFound', '');
      return { Parameter: show(found) };
    },
    GetParameters({ Names }) {
      const found = names(Names).map((name) => all.get(name));
      return {
        Parameters: found.filter((each) => each !== undefined).map(show),
        InvalidParameters: names(Names).filter((name) => !all.has(name)),
      };
    },
    GetParametersByPath({ Path, Recursive }) {
      const prefix = `${String(Path).replace(/\/$/, '')}/`;
      const inside = [...all.values()].filter(({ Name }) => Name.startsWith(prefix));
      return {
        Parameters: inside
          .filter(({ Name }) => Recursive === true || !Name.slice(prefix.length).includes('/'))
          .map(show),
      };
    },
    PutParameter({ Name, Type = 'String', Value, Overwrite }) {
      const name = String(Name);
      if (all.has(name) && Overwrite !== true) {
        throw new ServiceError(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        );
      }
      const type = v.safeParse(parameterSchema.entries.Type, all.get(name)?.Type ?? Type);
      if (!type.success)
        throw new ServiceError('ValidationException', `Type ${String(Type)} is not supported.`);
      return { Version: put(name, type.output, String(Value)), Tier: 'Standard' };
    },
    DeleteParameter({ Name }) {
      if (!all.delete(String(Name))) throw new ServiceError('ParameterNotFound', '');
      save();
      return {};
    },
  };
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  operations: Readonly<Record<string, Operation>>,
): Promise<void> {
  const [, name = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  };
  try {
    const operation = operations[name];
    if (operation === undefined)
      throw new ServiceError('UnknownOperationException', `The local city does not play SSM's ${name}.`);
    send(200, operation(JSON.parse((await readAll(request)).toString() || '{}')));
  } catch (error) {
    const known =
      error instanceof ServiceError ? error : new ServiceError('ValidationException', String(error));
    send(400, { __type: known.type, message: known.message.slice(known.type.length + 2) });
  }
}

function load(file: string): [string, Parameter][] {
  try {
    const values = v.parse(v.array(parameterSchema), JSON.parse(readFileSync(file, 'utf8')));
    return values.map((each) => [each.Name, each]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`${file} cannot be read. Delete it to start with fresh parameters.`, { cause: error });
  }
}
