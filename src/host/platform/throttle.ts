/** Calls `action` soon after the first `request` and at most once per `milliseconds`; no request is lost. */
export interface Throttle {
  request(): void;
  dispose(): void;
}

export function throttle(action: () => void, milliseconds: number): Throttle {
  let timer: NodeJS.Timeout | undefined;
  let requested = false;
  const tick = () => {
    timer = undefined;
    if (requested) {
      requested = false;
      timer = setTimeout(tick, milliseconds);
      action();
    }
  };
  return {
    request() {
      requested = true;
      timer ??= setTimeout(tick, 0);
    },
    dispose() {
      clearTimeout(timer);
      requested = false;
    },
  };
}
