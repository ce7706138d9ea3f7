// What a lock screen shows and does, and a screen that stays awake where there are only words.

export function announce({ title, artwork }, sitting) {
  const session = navigator.mediaSession;
  if (!session) return;
  const neutral = document.documentElement.dataset.neutral;
  session.metadata = new MediaMetadata(neutral ? { title: neutral } : {
    title,
    artist: "Kindward",
    artwork: [{ src: artwork, sizes: "512x512", type: "image/png" }],
  });
  const controls = {
    play: () => sitting.start(),
    pause: () => sitting.time.pause(),
    stop: () => sitting.screen.close(),
    seekbackward: () => sitting.back(),
    seekforward: () => sitting.skip(),
    nexttrack: () => sitting.skip(),
  };
  for (const [name, act] of Object.entries(controls)) {
    try {
      session.setActionHandler(name, act);
    } catch { /* a browser that does not know this one */ }
  }
}

export function tellPosition(total, at, rate) {
  navigator.mediaSession?.setPositionState?.({ duration: total, position: Math.min(at, total), playbackRate: rate });
}

let awake = null;

export async function stayAwake(wanted) {
  if (!wanted) {
    awake?.release();
    awake = null;
  } else if (!awake || awake.released) {
    awake = await navigator.wakeLock?.request("screen").catch(() => null) ?? null;
  }
}
