/** Kinds of objects that runs track, as Aim's addresses name them (aim/web/api/runs/object_views.py). */
export const sequenceKinds = ['audios', 'distributions', 'figures', 'images', 'texts'] as const;
export type SequenceKind = (typeof sequenceKinds)[number];
