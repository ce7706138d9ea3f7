// Nothing that somebody else has to say is waited for without an end.

export function within(limit_ms, promise) {
  return Promise.race([promise, new Promise((_, late) => { setTimeout(late, limit_ms, new Error("late")); })]);
}
