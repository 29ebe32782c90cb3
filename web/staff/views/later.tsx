/** Rooms that are not furnished yet: what they will be, and how the work is done until then. */

/** For editors. */
export function EditingRoom() {
  return (
    <main id="main" class="room">
      <h1 tabIndex={-1}>콘텐츠</h1>
      <div class="empty-room">
        <p>답변과 공지를 고치는 화면이 들어올 자리예요. 아직은 이 화면에서 고칠 수 없어요.</p>
        <p>
          지금은 콘텐츠 파일을 고친 뒤 <code>npm run content:check</code>로 확인하고{' '}
          <code>npm run content:publish</code>로 공개해요.
        </p>
      </div>
    </main>
  );
}

/** For managers. */
export function FiguresRoom() {
  return (
    <main id="main" class="room">
      <h1 tabIndex={-1}>통계</h1>
      <div class="empty-room">
        <p>이용 현황과 월간 보고가 들어올 자리예요. 아직은 이 화면에 나오지 않아요.</p>
        <p>지금은 CloudWatch 대시보드에서 이용 현황을 볼 수 있어요.</p>
      </div>
    </main>
  );
}
