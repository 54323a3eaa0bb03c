import { summaryOf } from '../to-wire.ts';
import type { StoredAttribute, StoredFile, StoredHistogram, StoredRun } from '../world.ts';
import { double, each, flag, int64, nested, text, type Field } from './message.ts';

// Numbers of the fields: the descriptors that neptune-query 1.14 was generated with.

/** The attributes of a run as one field of an answer, those of some paths alone where a test is given. */
export function attributes(number: number, run: StoredRun, isShown: (path: string) => boolean): Field {
  const shown = [...run.attributes].filter(([path]) => isShown(path));
  return each(shown, ([path, attribute]) => attributeField(number, path, attribute));
}

export function attributeField(number: number, name: string, attribute: StoredAttribute): Field {
  return nested(number, text(1, name), text(2, attribute.type), propertiesOf(name, attribute));
}

/** States have no properties: clients do not ask for them. */
function propertiesOf(name: string, attribute: StoredAttribute): Field {
  const own = each([name, attribute.type], (value) => text(value === name ? 1 : 2, value));
  switch (attribute.type) {
    case 'int':
      return nested(3, own, int64(3, typeof attribute.value === 'bigint' ? attribute.value : Number(attribute.value)));
    case 'float':
      return nested(4, own, double(3, Number(attribute.value)));
    case 'string':
      return nested(5, own, text(3, String(attribute.value)));
    case 'bool':
      return nested(6, own, flag(3, attribute.value === true));
    case 'datetime':
      return nested(7, own, int64(3, Math.round(Number(attribute.value))));
    case 'stringSet':
      return nested(
        8,
        own,
        each(attribute.values, (value) => text(3, value)),
      );
    case 'floatSeries': {
      const { lastStep, last, min, max, average, variance } = summaryOf(attribute.points);
      const values = [lastStep, last, min, max, average, variance];
      return nested(
        9,
        own,
        each([...values.entries()], ([index, value]) => double(3 + index, value)),
      );
    }
    case 'fileRef':
      return nested(10, own, fileRef(3, attribute.file));
    case 'stringSeries': {
      const last = attribute.points.at(-1);
      return nested(11, own, double(3, last?.step), text(4, last?.value));
    }
    case 'fileRefSeries': {
      const last = attribute.points.at(-1);
      return nested(12, own, double(3, last?.step), last === undefined ? nothing : nested(4, fileRef(1, last.value)));
    }
    case 'histogramSeries': {
      const last = attribute.points.at(-1);
      return nested(13, own, double(3, last?.step), last === undefined ? nothing : nested(4, histogram(last.value)));
    }
    default:
      return nothing;
  }
}

const nothing: Field = () => undefined;

/** The fields of a file, from a number on. */
export function fileRef(first: number, { path, content, mimeType }: StoredFile): Field {
  return each([text(first, path), int64(first + 1, content.length), text(first + 2, mimeType)], (field) => field);
}

export function histogram({ type, edges, values }: StoredHistogram): Field {
  const all = [text(1, type), each(edges, (one) => double(2, one)), each(values, (one) => double(3, one))];
  return each(all, (field) => field);
}
