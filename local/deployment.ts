/** The first deployment: runs the template's custom resources, their log lines being the progress shown. */

import type { Announcer } from './announcer.ts';
import { type Answers, createCustomResource } from './custom/customResource.ts';
import type { FunctionSet } from './functionSet.ts';
import type { LogStore } from './logs/logStore.ts';
import { customResourcesOf } from './template/schedules.ts';
import type { World } from './template/world.ts';

/** Lines that Lambda itself writes around an invocation. */
const PLATFORM_LINE = /^(START|END|REPORT|INIT_START) /;
/** Head of a line that came by `console`. */
const CONSOLE_HEAD = /^\S+Z\t\S+\t[A-Z]+\t/;

/** Creates every custom resource, one after another. @throws Error when one fails. */
export async function publish(
  world: World,
  functions: FunctionSet,
  logs: LogStore,
  answers: Answers,
  announcer: Announcer,
): Promise<void> {
  for (const spec of customResourcesOf(world)) {
    const target = functions.find(spec.functionArn);
    if (target === undefined) {
      throw new Error(
        `${spec.resource.logicalId} names ${spec.functionArn} as its service token, which is no function of the template.`,
      );
    }
    let showing = true;
    logs.listen(target.spec.logGroup, ({ message }) => {
      if (showing && !PLATFORM_LINE.test(message)) announcer.say(`  ${message.replace(CONSOLE_HEAD, '')}`);
    });
    announcer.say(`running ${spec.resource.type} …`);
    const data = await createCustomResource(spec, answers, (payload) => target.pool.invoke(payload));
    showing = false;
    world.answered(spec.resource, data);
  }
}
