/** Which dialog is on the screen, and the frame of all. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ViewProps } from './app.tsx';
import { HandDialog } from './hand.tsx';
import { GiveBackDialog, TransferDialog } from './hand-on.tsx';
import { HelpDialog } from './help.tsx';
import { Icon } from './marks.tsx';
import { ResolveDialog } from './resolve.tsx';
import { StayDialog } from './stay.tsx';

/** At most one dialog. */
export function Dialogs(props: ViewProps) {
  const { dialog, open } = props.state;
  const ticket = open?.ticket;
  if (dialog === 'hand') return <HandDialog {...props} />;
  if (dialog === 'help') return <HelpDialog {...props} />;
  if (dialog === 'stay') return <StayDialog {...props} />;
  if (ticket === undefined || open === undefined) return null;
  const given = { ...props, ticket, open };
  if (dialog === 'transfer') return <TransferDialog {...given} />;
  if (dialog === 'return') return <GiveBackDialog {...given} />;
  return dialog === 'resolve' ? <ResolveDialog {...given} /> : null;
}

interface FrameProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: preact.ComponentChildren;
  readonly wide?: boolean;
}

/** A modal dialog with heading and close button; Escape closes it. */
export function Frame({ title, close, children, wide = false }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide-dialog' : ''}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="tool" onClick={close}>
          <Icon name="close" />
          <span class="unseen">닫기</span>
        </button>
      </div>
      {children}
    </dialog>
  );
}
