/** The sign-in of the local city: a standard OpenID Connect provider in the place of the Cognito user pool. */

import { generateKeyPair } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type Provider from 'oidc-provider';
import type { CityClock } from '../clock.ts';
import type { SignInSpec } from '../template/signIn.ts';
import { configurationOf } from './configuration.ts';
import { type Person, peopleOf } from './people.ts';
import { choicePage } from './signInPages.ts';

/** A listening sign-in that answers 503 until it is opened. */
export interface SignIn {
  /** Issuer of the tokens, without a trailing slash. */
  readonly url: string;
  /** Starts signing in for a client of the template; resolves with those who can. */
  open(spec: SignInSpec, clock: CityClock): Promise<readonly Person[]>;
  close(): Promise<void>;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const CHOICE_PATH = /^\/sign-in\/[\w-]+$/;
const CHOICE_BYTES = 1000;

/** Listens on a free loopback port. */
export async function listenSignIn(): Promise<SignIn> {
  let serve: Serve = async (_request, response) => void response.writeHead(503).end();
  const server = http.createServer((request, response) => {
    void serve(request, response).catch(() =>
      response.writeHead(500).end('Sign-in failed. Start again at /staff.'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async open(spec, clock) {
      const people = peopleOf(spec.groups);
      const [{ default: OidcProvider }, key] = await Promise.all([import('oidc-provider'), newKey()]);
      const provider = new OidcProvider(url, configurationOf({ spec, people, clock, key, port }));
      serve = serving(provider, people);
      return people;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** RSA, as Cognito signs: API Gateway takes nothing else. */
async function newKey(): Promise<object> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'local', use: 'sig', alg: 'RS256' };
}

function serving(provider: Provider, people: readonly Person[]): Serve {
  const standard = provider.callback();
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!CHOICE_PATH.test(path)) return standard(request, response);
    if (request.method === 'POST') return choose(provider, people, request, response);
    await provider.interactionDetails(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(choicePage(people, path));
  };
}

async function choose(
  provider: Provider,
  people: readonly Person[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = new URLSearchParams(await textOf(request)).get('person');
  const person = people.find((each) => each.name === name);
  if (person === undefined) return void response.writeHead(400).end('Nobody of that name.');
  await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > CHOICE_BYTES) break;
  }
  return text;
}
