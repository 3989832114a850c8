import { Injectable } from '@nestjs/common';
import type { Sentence } from '../../../libs/http/app-error';
import { changedCell } from '../../../libs/lists/record-change';
import type {
  CellValue,
  ChangedRecord,
  PlannedChange,
  RecordChange,
  RecordEditor,
} from '../../../libs/lists/record-list';
import { caseOfOtherBranch, caseOver } from '../service-desk.errors';
import { ChangeCaseDto } from './case.dto';
import { CaseRecordsService } from './case-records.service';
import { isOver } from './case-states';
import { type CaseRecord, CasesRepository } from './cases.repository';
import { CasesService } from './cases.service';

const UNFIT: Sentence = { zh: '此事项不能有这个值。', en: 'This case cannot have this value.' };

const SHAPE = ChangeCaseDto.schema.shape;
type EditedField = Exclude<keyof typeof SHAPE, 'version'>;

/** Cases changed many at a time, by the same rules as one by one: a new urgency brings new deadlines. */
@Injectable()
export class CaseEditor implements RecordEditor {
  readonly permission = 'cases:write';

  constructor(
    private readonly cases: CasesRepository,
    private readonly records: CaseRecordsService,
    private readonly service: CasesService,
  ) {}

  // Nothing a case is set to here refers to another record that might not be there.
  check(): Promise<void> {
    return Promise.resolve();
  }

  async plan(ids: readonly string[], change: RecordChange): Promise<PlannedChange[]> {
    const field = change.field as EditedField;
    return (await this.cases.some(ids)).map((about) => {
      const before = about[field] ?? null;
      const after = changedCell(before, change);
      const parsed = SHAPE[field].safeParse(after);
      const fault = parsed.success ? this.faultOf(about) : UNFIT;
      const value: CellValue = parsed.success ? (parsed.data ?? null) : after;
      const { id, number, title, version } = about;
      return { id, label: `${title} (${number})`, version, before, after: value, fault };
    });
  }

  async values(ids: readonly string[], field: string) {
    return (await this.cases.some(ids)).map((about) => ({
      id: about.id,
      version: about.version,
      value: about[field as EditedField] ?? null,
    }));
  }

  /** One by one, each locked, as deadlines and reports hang on what is changed. */
  async apply(field: string, planned: readonly PlannedChange[], reason: string): Promise<ChangedRecord[]> {
    const changed: ChangedRecord[] = [];
    // Always in the same order, so that two that change the same cases wait and do not block each other.
    for (const { id, version, after } of planned.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      await this.cases.lock(id);
      const [about] = await this.cases.some([id]);
      if (!about || about.version !== version || this.faultOf(about)) continue;
      await this.service.change(id, { version, [field]: after }, { reason: reason || null, oneOfMany: true });
      changed.push({ id, version: version + 1 });
    }
    return changed;
  }

  private faultOf(about: CaseRecord): Sentence | null {
    if (!this.records.ofOwnBranch(about)) return caseOfOtherBranch().sentence;
    return isOver(about.state) ? caseOver().sentence : null;
  }
}
