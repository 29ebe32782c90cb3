/** The channel's name and menu, as KakaoTalk shows them. */

import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from '../processes.ts';
import type { ChannelFace } from './protocol.ts';
import type { Scenario } from './scenario.ts';

/** The face of a city's channel; KakaoTalk itself adds '상담직원 연결' while 1:1 chat is on. */
export function channelFace(city: string, scenario: Scenario): ChannelFace {
  const menu = scenario.menu.flatMap((name) => {
    const block = scenario.blocks.find((each) => each.name === name);
    if (block === undefined) return [];
    const label = block.patterns[0] ?? block.name;
    const press = { from: 'LISTMENU', action: 'block', label, blockId: block.id } as const;
    return [{ label, press }];
  });
  return { name: channelName(city), menu: [...menu, { label: '상담직원 연결' }] };
}

/** As the city profile says; a plain word where there is none. */
function channelName(city: string): string {
  const file = inRoot(`content/${city}/city.yaml`);
  const profile: unknown = existsSync(file) ? parse(readFileSync(file, 'utf8')) : undefined;
  const name =
    typeof profile === 'object' && profile !== null && 'channel' in profile ? profile.channel : undefined;
  return typeof name === 'string' ? name : '민원 채널';
}
