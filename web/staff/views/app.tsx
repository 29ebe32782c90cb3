/** The whole page: which view is on the screen. */

import type { Handlers } from '../handlers.ts';
import type { PageState } from '../state.ts';
import { AuditRoom } from './audit.tsx';
import { Desk } from './desk.tsx';
import { Dialogs } from './dialogs.tsx';
import { Broken, SignedOut, Starting } from './door.tsx';
import { IdleElsewhere } from './idle-elsewhere.tsx';
import { EditingRoom, FiguresRoom } from './later.tsx';
import { Top } from './top.tsx';

/** What every view gets. */
export interface ViewProps {
  readonly state: PageState;
  readonly handlers: Handlers;
}

/** The page with its regions for announcements, which are there from the start. */
export function App({ state, handlers }: ViewProps) {
  return (
    <>
      <a class="skip" href="#main">
        본문으로 건너뛰기
      </a>
      <Top state={state} handlers={handlers} />
      {state.phase === 'in' && <IdleElsewhere state={state} handlers={handlers} />}
      <View state={state} handlers={handlers} />
      <p class={state.said === '' ? 'said' : 'said shown'} role="status">
        {state.said}
      </p>
      <Dialogs state={state} handlers={handlers} />
    </>
  );
}

function View(props: ViewProps) {
  const { phase, room } = props.state;
  if (phase === 'starting') return <Starting />;
  if (phase === 'broken') return <Broken {...props} />;
  if (phase === 'signedOut') return <SignedOut {...props} />;
  if (room === 'audit') return <AuditRoom {...props} />;
  if (room === 'editing') return <EditingRoom />;
  if (room === 'figures') return <FiguresRoom />;
  return <Desk {...props} />;
}
