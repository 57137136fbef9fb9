-- What of the content is the demo's, and what it was like when it was loaded: so that all of it can be removed, and
-- nothing else (newsroom/setup/remove-demo.ts). A row `removal` stands while somebody removes it.
CREATE TABLE "demo_item" (
    "resource" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "made" TEXT NOT NULL,

    CONSTRAINT "demo_item_pkey" PRIMARY KEY ("resource", "resource_id")
);

-- What says whether somebody has changed an item of the demo since it was loaded: its versions, and what is changed
-- without one. NULL where it is there no longer.
CREATE FUNCTION demo_fingerprint(of_resource text, of_id text) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT CASE of_resource
        WHEN 'story' THEN (
            SELECT md5(concat_ws(' ', s.version, (
                SELECT string_agg(concat_ws(' ', a.language, a.slug, a.state, extract(epoch FROM a.published_at),
                    a.removed_at IS NULL, w.version, (SELECT count(*) FROM article_note n WHERE n.article_id = a.id)
                ), ',' ORDER BY a.language)
                FROM article a JOIN working_copy w ON w.article_id = a.id WHERE a.story_id = s.id)))
            FROM story s WHERE s.id = of_id::integer)
        WHEN 'picture' THEN (SELECT concat_ws(' ', p.version, p.cut) FROM picture p WHERE p.id = of_id)
        WHEN 'author' THEN (SELECT concat_ws(' ', a.version, a.picture_id) FROM author a WHERE a.id = of_id::integer)
        WHEN 'tag' THEN (SELECT t.version::text FROM tag t WHERE t.id = of_id::integer)
        WHEN 'section' THEN (SELECT s.version::text FROM section s WHERE s.id = of_id::integer)
        WHEN 'page' THEN (
            SELECT md5(concat_ws(' ', p.in_footer, (
                SELECT string_agg(concat_ws(' ', t.language, t.title, t.description, t.body), ',' ORDER BY t.language)
                FROM page_text t WHERE t.page_key = p.key)))
            FROM page p WHERE p.key = of_id)
        WHEN 'ad' THEN (SELECT md5(concat_ws(' ', h.title, h.text, h.href)) FROM house_ad h WHERE h.id = of_id::integer)
        WHEN 'social-link' THEN (SELECT min(l.url) FROM social_link l WHERE l.url = of_id)
        WHEN 'site-text' THEN (
            SELECT md5(concat_ws(' ', t.tagline, t.reuse_rule)) FROM site_text t WHERE t.language = of_id)
    END
$$;

-- A demo that an earlier version has loaded is known by what it says: slugs with headlines, keys with names, whole pages.
-- Of what has been changed since, a story is still known by the texts that are left, and noted as changed; the rest is
-- taken for the newspaper's own.
WITH item AS (
    SELECT 'story' AS resource, a.story_id::text AS resource_id,
        concat_ws(' ', 'article', a.language, a.slug, a.headline) AS content
    FROM article a
    UNION ALL
    SELECT 'page', p.key, concat_ws(' ', 'page', p.key, (
        SELECT string_agg(concat_ws(' ', t.language, t.title, t.description, t.body), ' ' ORDER BY t.language)
        FROM page_text t WHERE t.page_key = p.key)) FROM page p
    UNION ALL
    SELECT 'tag', t.id::text, concat_ws(' ', 'tag', t.key, (
        SELECT string_agg(concat_ws(' ', x.language, x.name), ' ' ORDER BY x.language)
        FROM tag_text x WHERE x.tag_id = t.id)) FROM tag t
    UNION ALL
    SELECT 'section', s.id::text, concat_ws(' ', 'section', s.key, (
        SELECT string_agg(concat_ws(' ', x.language, x.name, x.description), ' ' ORDER BY x.language)
        FROM section_text x WHERE x.section_id = s.id)) FROM section s
    UNION ALL
    SELECT 'author', a.id::text, concat_ws(' ', 'author', a.key, (
        SELECT string_agg(concat_ws(' ', x.language, x.name, x.biography), ' ' ORDER BY x.language)
        FROM author_text x WHERE x.author_id = a.id)) FROM author a
    UNION ALL
    SELECT 'picture', p.id::text, concat_ws(' ', 'picture', p.key) FROM picture p WHERE p.added_by_id IS NULL
    UNION ALL
    SELECT 'ad', h.id::text, concat_ws(' ', 'ad', h.place, h.language, h.title, h.text, h.href) FROM house_ad h
    UNION ALL
    SELECT 'social-link', l.url, concat_ws(' ', 'social-link', l.url) FROM social_link l
    UNION ALL
    SELECT 'site-text', t.language, concat_ws(' ', 'site-text', t.language, t.tagline, t.reuse_rule) FROM site_text t
), known AS (
    SELECT DISTINCT resource, resource_id FROM item
    WHERE left(md5(content), 12) = ANY (string_to_array(translate($hashes$
00786801e453 036d1902ebcd 046a72a54594 05058e02e524 05b1e4795d12 061b7950ffa2 06fbebe7ad86 074a14d71c0e
088fb92e1899 09e99011a4ce 0aaa907692d2 0d63e591faa5 0ea8a94c2a8f 0f6efdfec0c1 1199350839a9 11da72b6d092
123c92a33609 1247be42989f 12adfbd81676 133ae2ee8f44 13b2d6170532 1528521a9ed3 1627d79a80f2 17c2bba07b7b
18f43d04303c 19b64c42ec4f 1a3f7e75241c 1ad5db185eb6 1bcb744dbfcb 1d07a08d1153 1d3946659617 1d7808b956f7
1dcd564074d2 1e2e436702bc 200bec6b1440 22964ce1e373 22cdb8593c19 2387a155135e 23f1cd15c240 246c6dff6fd7
24ed7a38ab39 2525226b9d17 25aeb580fa2d 25cc8e70c600 27b4b82da4b6 27c404d4b44c 2ae44a8db887 2b62ac5a081c
2cd4d3e7aa47 2cd848886b00 30207133d669 309732e7156a 310164d04afa 31eb845d680c 32a0b0c30f5a 33834831f549
345a9cb1af1b 34f42ff3a876 39c9c735961e 3a10a0e46f72 3b2472cf2a2a 3c104a9e78e2 3d306b3b61cf 3f89f678874b
3fd8975640a7 4159f95bfc3f 4162dd4af011 427b63b00fcb 4326c571f2d9 4483ab70d48a 45148c562196 466f25b2267f
482bf6f3b10b 48f8e36096e7 4a85244dd008 4c48d33be06e 50126c3acace 5077d683fdeb 5127b63242a5 5221d33a01db
52ca8f45f3af 545a28d5105c 5583a14b3790 55a44232c032 56d2ec61999b 56e223fc824c 57aab4c010b3 59c3ab6e5513
5a3310517324 5b8b0d90b9f0 5cc3858099cd 5d1c4decec74 5d38005a63c1 5e78dea175bc 5eadd83fc0ce 5fcaee97c453
5ff7e78b3a3c 611ca190b216 626ef8670bc2 639de2748626 64774b50b1d9 6555f20cfd3f 66a323ecff48 671389bc764f
67201e11506d 679e68e94647 6b01b5c1b5fe 6c87c06a34a7 6ca9cbcccb75 6d438d1a7023 6fa3ce5d7d0c 7031d2679cb6
706f186f9755 7122b9b7d724 713d2702d67f 736f2796a312 743c732c589c 7472eddee2c1 76018f9cc08e 760ca5332f33
77a147f2118c 7902ad8750b6 794dadf82946 7b04f8001f11 7b4cf2d94186 7cc9100b99d8 7d205ee7c084 7e555704eec5
7e5db02d494c 7e7bbca93087 7ef026b762c6 7f0a5b196ada 7f859a9b155f 805ded70ec1c 80a78d0e8693 81da4016d615
8536f27e78d0 856f6dc9527c 8868a5b43d12 89c789c1ad92 8adbc239b249 8dccf0e6dd87 8dda2a8f2eea 8e66460188ad
8f0c5e4863ac 90fceaca4660 934baa6966b1 94142e517935 944836b89d9b 94c3852b9fff 95635cdbe77c 95d9694dab02
96cbfa03d408 96d3c96d4912 98d8aab9829f 99571f1023f1 9afd4025aae6 9c247169fd35 9c74d6647f2b 9d277542a621
9d5fa79d76bf a13bd6b1d0c3 a1d48f55bd2d a2bb98d16f19 a33bc51ba08f a3fd582a1fa1 a4fd0fb4fb37 a59fc320e505
a74b9ac77f60 a87fc9175267 a93e993a726f aa0a6f5d9b2b aa1ed6f08a3f aa9aa220ab9a ab96e9128a7c acc510848c27
af4fd165aa83 afe35c5cbcfa b0353fa60bf5 b190fb79fff0 b41ab2ab22ce b4d6f6efc71b b5199b9d868d b65e9d483cc2
b6c9430d5332 b7473c81e814 b7d968367bb3 b8cf0a56b192 b8cf2bf7141f b906b49357fd bb881c0d01b6 bcf375a6e47d
be4d9f011463 be937a285fcb c0c1b707c4ce c10ce6aaa101 c2086d9c5a05 c518c222dc52 c70ad920e2f0 c821ee9a8e0c
c85fe3ec751f ca3f40589daf cae7cea23535 caec9f6ebfd1 cb3b87871252 cbca60b7724a cc1178499d4a cef2ae2da56c
cef8e44540b9 cf4972450eee cfd2e65c6e0a d0a9e3d1471b d14150768c36 d4bdcb624813 d8f56d62910b d940b1615e99
d96db88978d6 da6609b1a3d7 db70564048b8 db97f9441344 dc367abb9fd8 dc9450f463b0 dd874ffa6b9e de2d55e9b930
ded86975be9a dee906b454c3 df41fea4a08f e36b5a19f613 e37d81e8eeaf e3a6719d3da5 e495ef515230 e4d854447d3e
e5d507047b74 e5ee08fc290f e733bc58d0f7 eaa1f8d8e8b0 eb6412c714da ecea713d14f5 ee2473262707 effc6e7828e2
f0be9654ebc5 f11031bb1714 f1c11deb388f f1d0a8327c56 f2d7b81a2c43 f2f9efeca713 f3c34d31d9a2 f50f425e205d
f734e2217a78 faa5f83032e3 facd6590dbe2
$hashes$, E'\n', ' '), ' '))
)
INSERT INTO demo_item (resource, resource_id, made)
SELECT resource, resource_id,
    CASE WHEN resource = 'story' AND EXISTS (
        SELECT FROM article a JOIN working_copy w ON w.article_id = a.id JOIN story s ON s.id = a.story_id
        WHERE a.story_id::text = resource_id AND (w.version > 1 OR s.version > 1 OR a.created_by_id IS NOT NULL
            OR a.state <> 'published' OR a.removed_at IS NOT NULL
            OR EXISTS (SELECT FROM article_note n WHERE n.article_id = a.id))
    ) THEN 'changed' ELSE demo_fingerprint(resource, resource_id) END
FROM known
-- A tag alone may be called so anywhere.
WHERE EXISTS (SELECT FROM known WHERE resource = 'story');
