/** Views before the desk: starting, signing in, and what to do when neither works. */

import type { ViewProps } from './app.tsx';

/** While the configuration is read. */
export function Starting() {
  return (
    <main id="main" class="door" aria-busy="true">
      <h1 tabIndex={-1}>상담 화면을 여는 중이에요</h1>
    </main>
  );
}

/** When the page itself could not be set up. */
export function Broken({ state }: ViewProps) {
  return (
    <main id="main" class="door">
      <h1 tabIndex={-1}>상담 화면을 열지 못했어요</h1>
      <p role="alert">{state.why}</p>
      <p>
        <a class="button primary" href={location.href}>
          다시 열기
        </a>
      </p>
    </main>
  );
}

/** When nobody is signed in. */
export function SignedOut({ state, handlers }: ViewProps) {
  const { config, why } = state;
  return (
    <main id="main" class="door">
      <h1 tabIndex={-1}>
        <span class="door-city">{config?.city.name}</span> 상담 화면
      </h1>
      {why !== undefined && (
        <div class="notice notice-warn" role="alert">
          <p>{why}</p>
          <p>쓰던 글은 이 창에 남아 있어요.</p>
        </div>
      )}
      <p class="door-lead">{config?.channel} 상담원, 편집자, 관리자가 쓰는 화면이에요.</p>
      <button type="button" class="primary wide" onClick={handlers.signIn}>
        로그인
      </button>
      <dl class="door-facts">
        <dt>상담 시간</dt>
        <dd>{config?.hours}</dd>
      </dl>
    </main>
  );
}
