import { ImportPage } from './ImportPage';
import { ImportStart } from './ImportStart';

export const AccountImportStart = () => <ImportStart list="accounts" />;
export const AccountImportPage = () => <ImportPage list="accounts" />;
export const ContactImportStart = () => <ImportStart list="contacts" />;
export const ContactImportPage = () => <ImportPage list="contacts" />;
