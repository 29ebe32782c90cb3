/** The line on top: whose page this is, its rooms, sound, help, the person. */

import type { Room } from '../state.ts';
import { ROLE_WORD } from '../words.ts';
import type { ViewProps } from './app.tsx';
import { Icon } from './marks.tsx';

/** City and rooms; without anybody signed in only the name. */
export function Top(props: ViewProps) {
  const { config, phase } = props.state;
  return (
    <header class="top">
      <p class="brand">
        <strong>민원톡</strong> <span class="brand-city">{config?.city.name}</span>
      </p>
      {phase === 'in' && (
        <>
          <Rooms {...props} />
          <Tools {...props} />
        </>
      )}
    </header>
  );
}

const ROOM_NAMES: Readonly<Record<Room, string>> = {
  desk: '상담',
  audit: '활동 기록',
  editing: '콘텐츠',
  figures: '통계',
};

function Rooms({ state, handlers }: ViewProps) {
  const roles = state.me?.roles ?? [];
  const rooms: Room[] = [
    ...(roles.includes('counsellor') || roles.includes('manager') ? (['desk'] as const) : []),
    ...(roles.includes('editor') || roles.includes('manager') ? (['editing'] as const) : []),
    ...(roles.includes('manager') ? (['figures', 'audit'] as const) : []),
  ];
  if (rooms.length < 2) return null;
  return (
    <nav class="rooms" aria-label="방">
      {rooms.map((room) => (
        <a
          key={room}
          href={room === 'desk' ? '/staff' : `/staff?room=${room}`}
          aria-current={state.room === room ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            handlers.room(room);
          }}
        >
          {ROOM_NAMES[room]}
        </a>
      ))}
    </nav>
  );
}

function Tools({ state, handlers }: ViewProps) {
  const { settings, me } = state;
  return (
    <div class="tools">
      <button
        type="button"
        class="tool"
        aria-pressed={settings.sound}
        title="새 상담이 오면 소리로 알림"
        onClick={() => handlers.settings({ ...settings, sound: !settings.sound })}
      >
        <Icon name={settings.sound ? 'bell' : 'mute'} />
        <span class="tool-word">알림음</span>
      </button>
      <button type="button" class="tool" aria-haspopup="dialog" onClick={() => handlers.dialog('help')}>
        <Icon name="help" />
        <span class="tool-word">도움말</span>
      </button>
      <p class="person">
        <strong>{me?.name}</strong> <span>{me && ROLE_WORD[me.role]}</span>
      </p>
      <button type="button" class="tool out" onClick={handlers.signOut}>
        로그아웃
      </button>
    </div>
  );
}
