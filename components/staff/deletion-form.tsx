import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** Deletes what a page is about, once that has been said twice. */
export function DeletionForm({
  name,
  value,
  label,
  confirm,
  hint,
  action,
}: {
  /** The field that says which: `id` or `key`. */
  name: 'id' | 'key';
  value: string | number;
  label: string;
  confirm: string;
  /** What comes of it, or when it is right. */
  hint?: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{label}</h2>
      <StaffForm action={action} label={label} className="grid justify-items-start gap-2">
        {hint && <p className="field-hint">{hint}</p>}
        <input type="hidden" name={name} value={value} />
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {confirm}
        </label>
        <button type="submit" className="button button-danger">
          {label}
        </button>
      </StaffForm>
    </section>
  );
}
