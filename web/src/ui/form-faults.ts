import type { FormInstance } from 'antd';
import type { ApiError } from '../api/problem';

/** Puts the server's faults on the fields they name; what names no field stays for the notice. */
export function showFaults<V extends object>(form: FormInstance<V>, error: ApiError, language: string): void {
  form.setFields(
    error.faults.map((fault) => ({
      name: fault.path.split('.') as never,
      errors: [language.startsWith('zh') ? fault.zh : fault.en],
    })),
  );
}
