import { labelled } from '../../../../libs/lists/labelled';
import type { ImportColumn } from '../../../../libs/lists/record-importer';
import { BIRTHDAY_CALENDARS, CONTACT_ROLES, LAWFUL_BASES, RANKS, STANCES } from '../contact-words';

const column = (
  name: string,
  zh: string,
  en: string,
  headings: readonly string[],
  example: string,
  more: Partial<ImportColumn> = {},
): ImportColumn => ({ name, type: 'text', label: { zh, en }, headings, example, ...more });

const ROLES = labelled(CONTACT_ROLES, {
  'decision-maker': ['决策者', 'Decision maker'],
  influencer: ['影响者', 'Influencer'],
  user: ['使用者', 'User'],
  gatekeeper: ['把关者', 'Gatekeeper'],
  payer: ['付款人', 'Payer'],
  liaison: ['联络人', 'Liaison'],
});
const RANK_NAMES = labelled(RANKS, {
  executive: ['高层', 'Executive'],
  senior: ['中高层', 'Senior'],
  manager: ['中层', 'Manager'],
  staff: ['基层', 'Staff'],
});
const STANCE_NAMES = labelled(STANCES, {
  champion: ['拥护', 'Champion'],
  supporter: ['支持', 'Supporter'],
  neutral: ['中立', 'Neutral'],
  sceptic: ['保留', 'Sceptic'],
  opponent: ['反对', 'Opponent'],
});
const CALENDARS = labelled(BIRTHDAY_CALENDARS, {
  solar: ['公历', 'Solar'],
  lunar: ['农历', 'Lunar'],
});
const BASES = labelled(LAWFUL_BASES, {
  consent: ['本人同意', 'Consent'],
  contract: ['合同所需', 'Contract'],
  'legitimate-interest': ['正当利益', 'Legitimate interest'],
  'public-source': ['公开来源', 'Public source'],
});

/** Every column a contact can be filled from, in the order of the template. */
export const CONTACT_COLUMNS: readonly ImportColumn[] = [
  column(
    'name',
    '姓名',
    'Name',
    ['联系人', '联系人姓名', 'contact', 'fullname', 'contactname'],
    '测试联系人',
    {
      required: true,
      key: true,
    },
  ),
  column(
    'account',
    '客户',
    'Account',
    ['客户编号', '客户名称', '单位', '公司', '单位名称', 'accountcode', 'company'],
    '',
  ),
  column('title', '职务', 'Title', ['职位', '岗位', 'position', 'jobtitle'], '办公室主任'),
  column('department', '部门', 'Department', ['所在部门', '科室', 'dept'], '办公室'),
  column('role', '角色', 'Role', ['决策角色'], '联络人', { type: 'enum', options: ROLES }),
  column('rank', '职级', 'Rank', ['层级', '级别', 'level'], '中层', { type: 'enum', options: RANK_NAMES }),
  column('stance', '立场', 'Stance', ['态度'], '中立', { type: 'enum', options: STANCE_NAMES }),
  column(
    'mobile',
    '手机',
    'Mobile',
    ['手机号', '手机号码', '移动电话', 'mobilephone', 'cell'],
    '13800000000',
    {
      masked: true,
    },
  ),
  column('phone', '电话', 'Phone', ['办公电话', '座机', '固定电话', 'telephone', 'tel'], '0591-12345678', {
    masked: true,
  }),
  column('email', '电子邮箱', 'E-mail', ['邮箱', '电子邮件', 'mail', 'emailaddress'], 'contact@example.com', {
    masked: true,
  }),
  column('wechat', '微信', 'WeChat', ['微信号', 'wechatid'], '', { masked: true }),
  column('birthday', '生日', 'Birthday', ['出生日期', 'birthdate', 'dateofbirth'], '1980-05-01', {
    type: 'date',
  }),
  column('birthdayCalendar', '生日历法', 'Birthday calendar', ['历法', '公历农历', 'calendar'], '公历', {
    type: 'enum',
    options: CALENDARS,
  }),
  column('preferences', '偏好', 'Preferences', ['喜好', '爱好', 'likes'], ''),
  column('lawfulBasis', '合法依据', 'Lawful basis', ['依据', 'basis'], '本人同意', {
    type: 'enum',
    options: BASES,
  }),
  column('lawfulNote', '依据说明', 'Basis note', ['basisnote'], '2026 年走访时口头同意'),
  column('note', '备注', 'Note', ['说明', 'notes', 'remark', 'remarks'], ''),
  column('branch', '所属局', 'Branch', ['局', '分局', '建档局', 'branchcode'], ''),
];
