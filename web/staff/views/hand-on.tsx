/** Handing a ticket on: to a department, or back to the queue. */

import { useState } from 'preact/hooks';
import { LENGTH } from '../../../lib/staff/api.ts';
import { Frame } from './dialogs.tsx';
import type { TicketProps } from './ticket.tsx';

const OTHER = '*';

/** Chooses a department; one that is not in the list can be typed. */
export function TransferDialog({ state, handlers }: TicketProps) {
  const [chosen, choose] = useState('');
  const [typed, type] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const department = (chosen === OTHER ? typed : chosen).trim();
  const close = (): void => handlers.dialog(undefined);
  return (
    <Frame title="부서로 넘기기" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (department === '') return setMissing(true);
          close();
          handlers.transfer(department, note);
        }}
      >
        <p>상담이 대기 목록으로 돌아가고, 맡을 부서가 함께 적혀요.</p>
        <label for="department">맡을 부서</label>
        <select
          id="department"
          value={chosen}
          aria-invalid={missing && department === ''}
          aria-describedby="department-missing"
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">고르세요</option>
          {state.config?.departments.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value={OTHER}>목록에 없음 (직접 쓰기)</option>
        </select>
        {chosen === OTHER && <OtherDepartment value={typed} type={type} />}
        <p id="department-missing" class="length-over" role="alert">
          {missing && department === '' ? '맡을 부서를 고르거나 적어 주세요.' : ''}
        </p>
        <NoteField value={note} type={setNote} hint="부서에 전할 말" />
        <Buttons send="넘기기" close={close} />
      </form>
    </Frame>
  );
}

function OtherDepartment({ value, type }: { value: string; type: (text: string) => void }) {
  return (
    <>
      <label for="department-typed">부서 이름</label>
      <input
        id="department-typed"
        maxLength={LENGTH.department}
        value={value}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </>
  );
}

/** Gives a claimed ticket back to the queue. */
export function GiveBackDialog({ handlers }: TicketProps) {
  const [note, setNote] = useState('');
  const close = (): void => handlers.dialog(undefined);
  return (
    <Frame title="대기로 돌려놓기" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          handlers.giveBack(note);
        }}
      >
        <p>다른 상담원이 맡을 수 있게 돼요. 기다린 시간은 이어서 세요.</p>
        <NoteField value={note} type={setNote} hint="다음 상담원에게 전할 말" />
        <Buttons send="돌려놓기" close={close} />
      </form>
    </Frame>
  );
}

/** A note that goes with the deed. */
export function NoteField(props: { value: string; type: (text: string) => void; hint: string }) {
  return (
    <>
      <label for="dialog-note">{props.hint} (안 적어도 돼요)</label>
      <textarea
        id="dialog-note"
        rows={3}
        maxLength={LENGTH.note}
        value={props.value}
        onInput={(event) => props.type(event.currentTarget.value)}
      />
    </>
  );
}

/** The deed, and the way out. */
export function Buttons({ send, close }: { send: string; close: () => void }) {
  return (
    <div class="doings">
      <button type="submit" class="primary">
        {send}
      </button>
      <button type="button" onClick={close}>
        그만두기
      </button>
    </div>
  );
}
