// How much of a sitting was heard: what went by while it played. A jump counts as nothing.

export const HEARD_S = 15; // what ends before is no sitting: nothing of it is kept anywhere
const STEP_S = 10; // nobody looks at the clock less often than that; what is more is a jump

export function hearing() {
  let heard = 0;
  let last = 0;
  return {
    get enough() { return heard >= HEARD_S; },
    get seconds() { return heard; },
    jump(at) { last = at; },
    look(at) {
      const went = at - last;
      if (went > 0 && went < STEP_S) heard += went;
      last = at;
    },
  };
}
