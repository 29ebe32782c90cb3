/**
 * The skill secret of a deployment: `npm run secret -- show | rotate | retire [--city icheon] [--stage prod]
 * [--region ap-northeast-2]`. Signs with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { getParameters, replaceSecret } from '../lib/aws/ssm.ts';
import { parseSkillSecret, retired, rotated } from '../lib/city/skill-secret.ts';
import { PARAMETER_LEAF, PARAMETER_ROOT } from '../lib/names.ts';

const USAGE =
  'Usage: npm run secret -- show | rotate | retire [--city icheon] [--stage dev|prod] [--region ap-northeast-2]';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    city: { type: 'string', default: 'icheon' },
    stage: { type: 'string', default: 'dev' },
    region: { type: 'string' },
  },
});

const name = `${PARAMETER_ROOT}/${options.city}/${options.stage}/${PARAMETER_LEAF.skillSecret}`;

async function current(): Promise<string> {
  const text = (await getParameters([name])).get(name);
  if (text === undefined)
    throw new Error(`There is no parameter ${name}. Deploy the city first, or check --city and --stage.`);
  return text;
}

async function show(): Promise<void> {
  const [first, second] = parseSkillSecret(await current());
  console.log(first);
  if (second !== undefined)
    console.error('An older secret is still valid. When Kakao sends the new one: npm run secret -- retire');
}

async function rotate(): Promise<void> {
  const fresh = randomBytes(24).toString('base64url');
  await replaceSecret(name, rotated(await current(), fresh));
  console.log(fresh);
  console.error(
    'Both secrets are valid now; functions learn the new one within 5 minutes. Put it into the header of every skill\n' +
      'and of every test header in the admin centre, deploy the bot there, then: npm run secret -- retire',
  );
}

async function retire(): Promise<void> {
  await replaceSecret(name, retired(await current()));
  console.error('Only the newest secret is valid now; functions forget the old one within 5 minutes.');
}

const commands: Readonly<Record<string, () => Promise<void>>> = { show, rotate, retire };

process.env.AWS_REGION = options.region ?? process.env.AWS_REGION ?? 'ap-northeast-2';
const command = commands[positionals[0] ?? ''];
if (command === undefined || positionals.length > 1) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await command().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
