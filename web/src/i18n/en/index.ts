import accounts from './accounts.json';
import admin from './admin.json';
import common from './common.json';
import login from './login.json';
import pdf from './pdf.json';
import progress from './progress.json';
import shell from './shell.json';
import table from './table.json';

export const messages = { accounts, admin, common, login, pdf, progress, shell, table };
