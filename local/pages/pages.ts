/** The pages of the local city itself; they are in no template. */

import { SECRET_HEADER } from '../../lib/names.ts';
import type { Announcer } from '../announcer.ts';
import { LOCAL_BOT_ID, LOCAL_SECRET } from '../callers.ts';
import type { City } from '../cityHandle.ts';
import type { FunctionSet } from '../functionSet.ts';
import type { Pages } from '../gateway/gateway.ts';
import { inRoot } from '../processes.ts';
import type { Services } from '../services.ts';
import type { ApiSpec } from '../template/api.ts';
import { type HomeFacts, homePage } from './home.ts';
import { roomPage } from './room.ts';
import { usagePage } from './usage.ts';

/** What the pages show. */
export interface PageSources {
  readonly city: City;
  readonly services: Services;
  readonly functions: FunctionSet;
  readonly apis: readonly ApiSpec[];
  /** URL of the Kakao simulator. */
  readonly kakao: string | undefined;
  readonly announcer: Announcer;
}

/** Makes the pages: `/`, `/room` with its files, `/usage`. */
export function createPages(sources: PageSources): Pages {
  const { city, functions, kakao } = sources;
  const room = inRoot('dist/web/room');
  const widgets = functions.find('widgets');
  return (path) => {
    if (path === '/') return Promise.resolve(homePage(factsOf(sources)));
    if (path === '/room' || path.startsWith('/room/')) {
      return roomPage(room, path, { kakao: kakao ?? null, control: city.controlUrl });
    }
    if (path === '/usage')
      return usagePage(widgets && ((payload) => widgets.pool.invoke(payload)), city.clock.now());
    return undefined;
  };
}

function factsOf({ city, functions, apis, kakao, announcer }: PageSources): HomeFacts {
  return {
    city: city.url,
    control: city.controlUrl,
    store: city.storeUrl,
    queue: city.queueUrl,
    kakao,
    routes: apis.flatMap(({ routes }) => routes.map(({ routeKey }) => routeKey)),
    functions: functions.all.map(({ spec, pool }) => ({ name: spec.name, environments: pool.size })),
    tables: Object.values(city.tables),
    queues: Object.values(city.queues),
    warnings: announcer.warnings(),
    secretHeader: SECRET_HEADER,
    secret: LOCAL_SECRET,
    botId: LOCAL_BOT_ID,
  };
}
