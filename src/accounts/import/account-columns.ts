import type { ImportColumn } from '../../../libs/lists/record-importer';
import { ACCOUNT_FIELDS } from '../list/account-fields';
import { customListFields } from '../list/custom-list-fields';

type Described = Pick<ImportColumn, 'headings' | 'example'> & Partial<ImportColumn>;

/** Fields of the list that a file can fill, in the order of the template. */
const FROM_LIST: Readonly<Record<string, Described>> = {
  code: {
    headings: ['编号', '客户代码', '客户编码', 'accountcode', 'customercode'],
    example: 'FJ-0001',
    required: true,
    key: true,
  },
  name: {
    headings: ['客户', '单位名称', '单位', '公司名称', '企业名称', 'accountname', 'customer', 'company'],
    example: '示例商业银行',
    required: true,
  },
  tier: { headings: ['级别', '客户等级', '客户级别', 'level', 'grade'], example: '重点', required: true },
  branch: { headings: ['局', '分局', '所属单位', '归属局', 'branchcode'], example: '' },
  industry: { headings: ['行业代码', '行业分类', '所属行业'], example: 'J66' },
  legalName: {
    headings: ['登记名称', '注册名称', '工商名称', 'legalname'],
    example: '示例商业银行股份有限公司',
  },
  creditCode: { headings: ['信用代码', '社会信用代码', '税号', 'uscc', 'taxid'], example: '', key: true },
  phone: { headings: ['总机', '电话', '联系电话', '单位电话', 'telephone', 'tel'], example: '0591-12345678' },
  website: { headings: ['网址', '官网', '主页', 'url', 'homepage'], example: 'https://www.example.com' },
  tags: { headings: ['标记', 'labels'], example: '银行、对账单' },
  classifications: { headings: ['分类', '分类编码', 'classification'], example: '' },
  active: { headings: ['是否服务中', '状态', '启用', 'inservice'], example: '是' },
};

const OWN: readonly ImportColumn[] = [
  {
    name: 'tradeNames',
    type: 'tags',
    label: { zh: '别名', en: 'Trade names' },
    headings: ['简称', '曾用名', 'alias', 'aliases'],
    example: '示例银行',
  },
  {
    name: 'parent',
    type: 'text',
    label: { zh: '上级客户编号', en: 'Parent code' },
    headings: ['上级编号', '上级客户', '集团编号', 'parent'],
    example: '',
  },
  {
    name: 'manager',
    type: 'text',
    label: { zh: '客户经理', en: 'Account manager' },
    headings: ['经理', '负责人', '经理邮箱', '客户经理邮箱', 'manager', 'manageremail', 'owner'],
    example: '',
  },
  {
    name: 'address',
    type: 'text',
    label: { zh: '邮寄地址', en: 'Mailing address' },
    headings: ['地址', '通信地址', '通讯地址', '单位地址', 'address'],
    example: '福建省福州市示范路 1 号',
  },
  {
    name: 'postcode',
    type: 'text',
    label: { zh: '邮编', en: 'Postcode' },
    headings: ['邮政编码', 'zip', 'zipcode', 'postalcode'],
    example: '350001',
  },
];

/** Every column an account can be filled from; the fields of administrators come last. */
export function accountColumns(custom: Parameters<typeof customListFields>[0]): ImportColumn[] {
  const listed = Object.entries(FROM_LIST).map(([name, described]) => {
    const { type, label, options } = ACCOUNT_FIELDS.find((field) => field.name === name)!;
    return { name, type, label, ...(options && { options }), ...described };
  });
  const added = customListFields(custom).map(({ name, type, label, options }) => ({
    name,
    type,
    label,
    ...(options && { options }),
    headings: [],
    example: '',
  }));
  return [...listed, ...OWN, ...added];
}
