import dayjs, { type Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import type { CampaignDetails } from '../../api/types';
import { occasionName, occasionOf } from './occasions';

/** A campaign as the form holds it: dates as the picker has them, amounts in yuan. */
export interface CampaignFields {
  name: string;
  accountId: string;
  branchId: string;
  product: string;
  occasion?: string | null;
  dates?: [Dayjs | null, Dayjs | null] | null;
  months: number[];
  listId?: string | null;
  designId?: string | null;
  priceYuan?: number | null;
  budgetYuan?: number | null;
  plannedPieces?: number | null;
  piecesPerMonth?: number | null;
  note?: string;
}

const FEN_PER_YUAN = 100;

function inYuan(fen: number | null): number | null {
  return fen === null ? null : fen / FEN_PER_YUAN;
}

/** The field gives two decimals at most; rounding only takes back what binary fractions add. */
function inFen(yuan: number | null | undefined): number | null {
  return typeof yuan === 'number' ? Math.round(yuan * FEN_PER_YUAN) : null;
}

export function fieldsOf(t: TFunction, campaign: CampaignDetails): CampaignFields {
  const { startsOn, endsOn } = campaign;
  return {
    ...campaign,
    occasion: campaign.occasion === null ? null : occasionName(t, campaign.occasion),
    dates:
      startsOn === null && endsOn === null
        ? null
        : [startsOn ? dayjs(startsOn) : null, endsOn ? dayjs(endsOn) : null],
    priceYuan: inYuan(campaign.pricePerPieceFen),
    budgetYuan: inYuan(campaign.budgetFen),
  };
}

/** What the API keeps of the form, but for what is given once: account and branch. */
export function changeOf(t: TFunction, fields: CampaignFields) {
  const { dates } = fields;
  return {
    name: fields.name,
    product: fields.product,
    occasion: occasionOf(t, fields.occasion),
    startsOn: dates?.[0]?.format('YYYY-MM-DD') ?? null,
    endsOn: dates?.[1]?.format('YYYY-MM-DD') ?? null,
    months: fields.months,
    listId: fields.listId ?? null,
    designId: fields.designId ?? null,
    pricePerPieceFen: inFen(fields.priceYuan),
    budgetFen: inFen(fields.budgetYuan),
    plannedPieces: fields.plannedPieces ?? null,
    piecesPerMonth: fields.piecesPerMonth ?? null,
    note: fields.note ?? '',
  };
}
