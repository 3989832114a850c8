import { useEffect, useState } from 'react';
import { previewDesign, type Preview, type PreviewRequest } from '../../api/designs';

const PAUSE_MS = 300;

interface Shown {
  /** The request that is answered. */
  request: PreviewRequest | null;
  /** The newest good answer; stays while a newer one is on its way or refused. */
  preview: Preview | null;
  error: unknown;
}

/**
 * The true PDF of what is being typed: asked for when the typist pauses, the request before aborted.
 *
 * @param request must keep its identity while nothing changes
 */
export function usePreview(request: PreviewRequest) {
  const [shown, setShown] = useState<Shown>({ request: null, preview: null, error: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      previewDesign(request, abort.signal).then(
        (preview) => setShown({ request, preview, error: null }),
        (error: unknown) => {
          if (!abort.signal.aborted) setShown((before) => ({ ...before, request, error }));
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [request, round]);
  return {
    preview: shown.preview,
    error: shown.error,
    busy: shown.request !== request,
    retry: () => {
      setShown((before) => ({ ...before, request: null, error: null }));
      setRound((before) => before + 1);
    },
  };
}
