import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { useSaveDesign } from '../../api/designs';
import { ApiError } from '../../api/problem';
import type { DesignDetails } from '../../api/types';
import { draftOf, sameDraft, sentBody, type Draft } from './design-body';

const STALE = 'record.stale';

/** What is typed, the version it started from, and how the two come together again. */
export function useDesignDraft(design: DesignDetails) {
  const client = useQueryClient();
  const save = useSaveDesign(design.id);
  const [base, setBase] = useState(design);
  const [draft, setDraft] = useState<Draft>(() => draftOf(design));
  const dirty = !sameDraft(draft, draftOf(base));
  const unsaved = useRef(false);
  // oxlint-disable-next-line hooks/refs -- read by the guard at the moment of leaving only
  unsaved.current = dirty;

  const settle = (saved: DesignDetails) => {
    setBase(saved);
    setDraft(draftOf(saved));
  };
  const saveOver = (version: number) =>
    save.mutateAsync({
      name: draft.name.trim(),
      body: sentBody(draft.body),
      artwork: draft.artwork,
      version,
    });
  const newest = () => body(api.GET('/api/designs/{id}', { params: { path: { id: design.id } } }));

  return {
    draft,
    setDraft,
    base,
    dirty,
    isUnsaved: useCallback(() => unsaved.current, []),
    saving: save.isPending,
    error: save.error,
    /** Somebody saved a version in between; what was typed is still here. */
    stale: save.error instanceof ApiError && save.error.code === STALE,
    save: async () => settle(await saveOver(base.version)),
    saveOverTheirs: async () => settle(await saveOver((await newest()).version)),
    takeTheirs: async () => {
      const theirs = await newest();
      client.setQueryData(['designs', design.id], theirs);
      save.reset();
      settle(theirs);
    },
  };
}

export type DesignDraft = ReturnType<typeof useDesignDraft>;
