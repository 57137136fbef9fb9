import { expect, it } from 'vitest';
import { plainTextOf } from './plain-text.ts';

it.each([
  ['Ֆրիկ &amp; <em>Ko</em>', 'Ֆրիկ & Ko'],
  ['I <3 it: 1 < 2', 'I <3 it: 1 < 2'],
  ['<p>One.</p><p>Two<br>three.</p>', 'One. Two three.'],
  ['10<sup>9</sup> m, <s>guilty</s> not guilty', '10⁹ m, not guilty'],
  ['<img src="a.jpg" alt="x">Title<script>x</script><!-- y -->', 'Title'],
  ['&#171;&nbsp;a&nbsp;&#187;', '«\u00a0a\u00a0»'],
  ['<a href="javascript:x">a</a> [b]', 'a [b]'],
  ['a<c and d>e, <Name> and <o:p>x', 'a<c and d>e, <Name> and <o:p>x'],
  ['One <b>two</b> <strong>three', 'One two three'],
  ['ends with <em', 'ends with <em'],
  ['<!-- a --><p class="x">b</p>', 'b'],
  ['  \n ', ''],
  ['', ''],
])('%j as plain text', (html, expected) => expect(plainTextOf(html)).toBe(expected));
