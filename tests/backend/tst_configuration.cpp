// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configcheck.h"
#include "core/base/json.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject json(const char *text)
{
    const auto object = parseJsonObject(text);
    if (!object)
        qFatal("%s", qPrintable(describe(object.error())));
    return *object;
}

//! "error schema_type 2:11+4 /argocd/ttl"
QStringList lines(const QList<ConfigProblem> &problems)
{
    QStringList list;
    for (const ConfigProblem &p : problems)
        list.append(u"%1 %2 %3:%4+%5 %6"_s.arg(toWire(p.severity), p.code)
                        .arg(p.line)
                        .arg(p.column)
                        .arg(p.length)
                        .arg(p.pointer));
    return list;
}

//! A schema in Backstage's dialect, with everything that plugins use.
QJsonObject pluginSchema()
{
    QFile file(QStringLiteral(GATEHOUSE_TEST_DATA "/pluginschema.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("pluginschema.json is missing");
    return json(file.readAll().constData());
}

QString randomText(QRandomGenerator &random)
{
    static const QString characters = u"ab01.-_/$@{}[]:#&*!|>'\"%~=+, \n\té\\?yn"_s;
    QString text;
    for (int i = random.bounded(7); i > 0; --i)
        text += characters.at(random.bounded(int(characters.size())));
    return text;
}

QJsonValue randomValue(QRandomGenerator &random, int depth);

QJsonObject randomObject(QRandomGenerator &random, int depth)
{
    QJsonObject object;
    for (int i = random.bounded(4); i > 0; --i)
        object.insert(randomText(random), randomValue(random, depth - 1));
    return object;
}

QJsonValue randomValue(QRandomGenerator &random, int depth)
{
    QJsonArray list;
    switch (random.bounded(depth > 0 ? 7 : 5)) {
    case 0:
        return random.bounded(2) == 0;
    case 1:
        return random.bounded(-1000, 1000) / 8.0;
    case 2:
        return QJsonValue::Null;
    case 5:
        return randomObject(random, depth);
    case 6:
        for (int i = random.bounded(4); i > 0; --i)
            list.append(randomValue(random, depth - 1));
        return list;
    default:
        return randomText(random);
    }
}

OverlayLayer layer(
    Environment environment, const char *text, int revision = 1, const QString &tenant = {})
{
    return {{environment, tenant}, revision, json(text)};
}

} // namespace

class TestConfiguration final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yamlMeansWhatItsCoreSchemaSays_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *yaml, const char *expected) {
            QTest::newRow(name) << QByteArray(yaml) << QByteArray(expected);
        };
        row("empty", "", "{}");
        row("only a comment", "# nothing yet\n", "{}");
        row("scalars", "a: 1\nb: '1'\nc: 1.5\nd: true\ne: ~\nf: yes\n",
            R"({"a":1,"b":"1","c":1.5,"d":true,"e":null,"f":"yes"})");
        row("numbers", "a: 0x1f\nb: 0o17\nc: -3\nd: 1e3\ne: 1_000\n",
            R"({"a":31,"b":15,"c":-3,"d":1000,"e":"1_000"})");
        row("beyond 64 bits", "a: 100000000000000000000\n", R"({"a":1e20})");
        row("nested", "a:\n  - x\n  - {k: v}\n", R"({"a":["x",{"k":"v"}]})");
        row("block text", "a: |\n  one\n  two\n", R"({"a":"one\ntwo\n"})");
        row("tagged", "a: !!str 12\n", R"({"a":"12"})");
        row("json", R"({"a": [1, 2]})", R"({"a":[1,2]})");
        row("umlauts", "größe: groß\n", "{\"größe\":\"groß\"}");
    }
    void yamlMeansWhatItsCoreSchemaSays()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, expected);
        const YamlDocument document = parseYaml(yaml);
        QCOMPARE(lines(document.problems), QStringList());
        QCOMPARE(toJsonBytes(document.root), toJsonBytes(json(expected.constData())));
    }

    void whatIsNoDocumentSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const char *yaml, const char *expected) {
            QTest::newRow(name) << QByteArray(yaml) << QString::fromLatin1(expected);
        };
        row("open list", "a: [1\nb: 2\n", "high yaml_syntax 3:1+0 ");
        row("key twice", "a: 1\na: 2\n", "high yaml_syntax 2:1+0 ");
        row("tab", "\ta: 1\n", "high yaml_syntax 1:1+0 ");
        row("list at the root", "- a\n", "high yaml_root 1:1+0 ");
        row("two documents", "a: 1\n---\nb: 2\n", "high yaml_documents 1:1+0 ");
        row("directive", "a: 1\n%YAML 1.2\n", "high yaml_directive 2:1+1 ");
        row("alias", "a: &x 1\nb: *x\n", "high yaml_alias 2:4+2 /b");
    }
    void whatIsNoDocumentSaysWhere()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, problem);
        const YamlDocument document = parseYaml(yaml);
        QCOMPARE(lines(document.problems).value(0), problem);
        QVERIFY(document.root.isEmpty());
    }

    void aSmallTextCannotStandForAGiantDocument()
    {
        QByteArray yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const QByteArray before = "*a" + QByteArray::number(i - 1);
            const QByteArray name = "a" + QByteArray::number(i);
            yaml += name + ": &" + name + " [" + QByteArrayList(9, before).join(", ") + "]\n";
        }
        QCOMPARE(parseYaml(yaml).problems.value(0).code, u"yaml_alias"_s);
        QVERIFY(!parseYaml(QByteArray(5000, '[')).problems.isEmpty());
    }

    void positionsAreThoseOfAnEditor()
    {
        const YamlDocument document = parseYaml(
            "# Argo\nargocd:\n  größe: \"30\" # x\n  list:\n    - name: 😀 eu\n      url: 'x'\n");
        QCOMPARE(document.keys.value(u"/argocd"_s), (TextSpan{2, 1, 6}));
        QCOMPARE(document.keys.value(u"/argocd/größe"_s), (TextSpan{3, 3, 5}));
        QCOMPARE(document.values.value(u"/argocd/größe"_s), (TextSpan{3, 10, 4}));
        QCOMPARE(document.keys.value(u"/argocd/list/0/name"_s), (TextSpan{5, 7, 4}));
        QCOMPARE(document.values.value(u"/argocd/list/0/name"_s), (TextSpan{5, 13, 5}));
        QCOMPARE(document.values.value(u"/argocd/list/0/url"_s), (TextSpan{6, 12, 3}));
    }

    void whatIsWrittenReadsTheSame_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("strings like numbers")
            << QByteArray("{\"a\":\"1\",\"b\":\"true\",\"c\":\"null\",\"d\":\"\",\"e\":\"~\",\"f\":"
                          "\"0x1f\",\"g\":\" x \"}");
        QTest::newRow("special") << QByteArray("{\"a\":\"# no\",\"b\":\"a: b\",\"c\":\"- "
                                               "x\",\"d\":\"line\\nbreak\",\"e\":\"\\\"q\\\"\","
                                               "\"f\":\"${HOME}\",\"g\":\"*x\",\"h\":\"&x\"}");
        QTest::newRow("nested") << QByteArray(
            "{\"a\":{\"b\":[1,{\"c\":[]},{}],\"d\":null},\"e\":1.5,\"f\":-3}");
        QTest::newRow("markers") << QByteArray(
            "{\"a\":\"---\",\"b\":\"...\",\"c\":\"a:\",\"d\":\"@x\",\"e\":\"-\",\"f\":\"a "
            "#b\",\"yes: no\":\"1e3\",\"null\":[[1],[[]]]}");
        QTest::newRow("unicode") << QByteArray("{\"größe\":\"😀\",\"a/b\":\"~\"}");
    }
    void whatIsWrittenReadsTheSame()
    {
        QFETCH(QByteArray, text);
        const QJsonObject root = json(text.constData());
        const YamlDocument read = parseYaml(writeYaml(root));
        QCOMPARE(lines(read.problems), QStringList());
        QCOMPARE(toJsonBytes(read.root), toJsonBytes(root));
    }

    void anythingThatIsWrittenReadsTheSame()
    {
        const quint32 seed = QRandomGenerator::system()->generate();
        QRandomGenerator random(seed);
        for (int i = 0; i < 2000; ++i) {
            const QJsonObject root = randomObject(random, 3);
            const QByteArray text = writeYaml(root);
            const YamlDocument read = parseYaml(text);
            QVERIFY2(read.problems.isEmpty() && read.root == root,
                QByteArray("seed " + QByteArray::number(seed) + ":\n" + text).constData());
        }
    }

    void noTextBreaksTheChecker()
    {
        const quint32 seed = QRandomGenerator::system()->generate();
        QRandomGenerator random(seed);
        const QByteArray good = "# x\nargocd:\n  baseUrl: 'https'\n  instances:\n    - name: "
                                "\"a\\n\"\n      token: |\n        x\n  ttl: ${T}\n";
        const CheckedOverlay overlay{pluginSchema(), {}, false};
        for (int i = 0; i < 3000; ++i) {
            QByteArray text = good;
            for (int change = random.bounded(1, 6); change > 0; --change) {
                const int at = random.bounded(int(text.size()));
                if (random.bounded(3) == 0)
                    text.remove(at, random.bounded(1, 12));
                else
                    text.insert(at,
                        random.bounded(4) == 0 ? char(random.bounded(256))
                                               : good.at(random.bounded(int(good.size()))));
            }
            const qsizetype lineCount = text.count('\n') + 1;
            for (const ConfigProblem &problem : checkConfig(text, overlay)) {
                const bool inside
                    = problem.line >= 1 && problem.line <= lineCount && problem.column >= 1;
                QVERIFY2(inside,
                    QByteArray("seed " + QByteArray::number(seed) + ":\n" + text).constData());
            }
        }
    }

    void onlyWhatMustBeIsQuoted()
    {
        const QJsonObject root{{u"baseUrl"_s, u"https://argo.example/x"_s},
            {u"password"_s, u"${ARGO}"_s}, {u"n"_s, u"5"_s}};
        QCOMPARE(writeYaml(root),
            QByteArray("baseUrl: https://argo.example/x\nn: \"5\"\npassword: ${ARGO}\n"));
    }

    void overlaysMergeKeyByKey_data()
    {
        QTest::addColumn<QByteArray>("below");
        QTest::addColumn<QByteArray>("above");
        QTest::addColumn<QByteArray>("merged");
        const auto row = [](const char *name, const char *below, const char *above,
                             const char *merged) {
            QTest::newRow(name) << QByteArray(below) << QByteArray(above) << QByteArray(merged);
        };
        row("add", R"({"a":1})", R"({"b":2})", R"({"a":1,"b":2})");
        row("replace", R"({"a":1})", R"({"a":2})", R"({"a":2})");
        row("deep", R"({"a":{"b":1,"c":2}})", R"({"a":{"b":3}})", R"({"a":{"b":3,"c":2}})");
        row("lists replace", R"({"a":[1,2]})", R"({"a":[3]})", R"({"a":[3]})");
        row("list over map", R"({"a":{"b":1}})", R"({"a":[3]})", R"({"a":[3]})");
        row("map over scalar", R"({"a":1})", R"({"a":{"b":1}})", R"({"a":{"b":1}})");
        row("null hides", R"({"a":{"b":1}})", R"({"a":null})", R"({"a":null})");
        row("nothing", R"({"a":1})", "{}", R"({"a":1})");
    }
    void overlaysMergeKeyByKey()
    {
        QFETCH(QByteArray, below);
        QFETCH(QByteArray, above);
        QFETCH(QByteArray, merged);
        QCOMPARE(toJsonBytes(mergeConfig(json(below.constData()), json(above.constData()))),
            toJsonBytes(json(merged.constData())));
    }

    void everyLeafKnowsWhereItComesFrom()
    {
        const QList<OverlayLayer> layers{
            layer(Environment::Global, R"({"argocd":{"waitCycles":10,"url":"x"}})", 12),
            layer(Environment::Production, R"({"argocd":{"waitCycles":40,"list":[1,2]}})", 41),
            layer(Environment::Production, R"({"argocd":{"waitCycles":60}})", 7, u"acme"_s)};
        const QList<EffectiveValue> values = effectiveValues(layers);
        QCOMPARE(values.size(), 3);
        QCOMPARE(values[0].pointer, u"/argocd/list"_s);
        QCOMPARE(values[1].pointer, u"/argocd/url"_s);
        QCOMPARE(values[2].pointer, u"/argocd/waitCycles"_s);
        QCOMPARE(values[2].value, QJsonValue(60));
        QCOMPARE(values[2].winner, (OverlayRef{Environment::Production, u"acme"_s}));
        QCOMPARE(values[2].sources.size(), 3);
        QCOMPARE(values[2].sources[0].value, QJsonValue(10));
        QCOMPARE(values[2].sources[0].revision, 12);
        QVERIFY(!values[1].sources[1].isSet);
        QCOMPARE(values[1].winner.environment, Environment::Global);
    }

    void problemsStandWhereTheyAre_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QStringList>("problems");
        const auto row = [](const char *name, const char *body, const QStringList &problems) {
            QTest::newRow(name) << QByteArray("argocd:\n  baseUrl: https://x\n") + body << problems;
        };
        row("fine", "  cacheTtlSeconds: 30\n", {});
        row("type", "  cacheTtlSeconds: \"30\"\n",
            {u"high schema_type 3:20+4 /argocd/cacheTtlSeconds"_s});
        row("range", "  cacheTtlSeconds: 3\n",
            {u"high schema_range 3:20+1 /argocd/cacheTtlSeconds"_s});
        row("not whole", "  cacheTtlSeconds: 30.5\n",
            {u"high schema_type 3:20+4 /argocd/cacheTtlSeconds"_s});
        row("choice", "  mode: slow\n", {u"high schema_enum 3:9+4 /argocd/mode"_s});
        row("pattern", "  revision: main\n", {u"high schema_pattern 3:13+4 /argocd/revision"_s});
        row("unknown key", "  colour: red\n", {u"medium unknown_key 3:3+6 /argocd/colour"_s});
        row("free keys", "  labels:\n    any: thing\n", {});
        row("free key, wrong type", "  labels:\n    any: 1\n",
            {u"high schema_type 4:10+1 /argocd/labels/any"_s});
        row("deprecated", "  username: x\n", {u"medium deprecated 3:3+8 /argocd/username"_s});
        row("secret written out", "  password: hunter2\n",
            {u"high secret_value 3:13+7 /argocd/password"_s});
        row("secret by variable", "  password: ${ARGO_PASSWORD}\n", {});
        row("secret by vault", "  password: vault:kv/argo#password\n", {});
        row("default is a value", "  password: ${P:-hunter2}\n",
            {u"high secret_value 3:13+13 /argocd/password"_s});
        row("public token", "  token: abc\n", {});
        row("deep secret", "  hidden:\n    pin: 1234\n",
            {u"high secret_value 4:10+4 /argocd/hidden/pin"_s});
        row("number by variable", "  cacheTtlSeconds: ${TTL}\n", {});
        row("in a list", "  instances:\n    - url: x\n      name: 5\n      token: abc\n",
            {u"high schema_type 5:13+1 /argocd/instances/0/name"_s,
                u"high secret_value 6:14+3 /argocd/instances/0/token"_s});
        row("secret under unknown", "  colour:\n    apiKey: abc\n",
            {u"medium unknown_key 3:3+6 /argocd/colour"_s,
                u"high secret_value 4:13+3 /argocd/colour/apiKey"_s});
        row("two, by line", "  cacheTtlSeconds: x\n  colour: red\n",
            {u"high schema_type 3:20+1 /argocd/cacheTtlSeconds"_s,
                u"medium unknown_key 4:3+6 /argocd/colour"_s});
    }
    void problemsStandWhereTheyAre()
    {
        QFETCH(QByteArray, yaml);
        const QList<ConfigProblem> problems = checkConfig(yaml, {pluginSchema(), {}, false});
        QTEST(lines(problems), "problems");
    }

    void sentencesSayWhatToWrite()
    {
        const auto problems
            = checkConfig("argocd:\n  baseUrl: x\n  cacheTtlSeconds: \"30\"\n  mode: slow\n",
                {pluginSchema(), {}, false});
        QCOMPARE(problems.value(0).message,
            u"cacheTtlSeconds must be an integer, 5 to 600. You wrote a text."_s);
        QCOMPARE(problems.value(1).message, u"mode must be one of fast, safe."_s);
    }

    void requiredKeysMayStandInALayerBelow()
    {
        const QByteArray yaml = "argocd:\n  mode: fast\n";
        CheckedOverlay overlay{pluginSchema(), {}, false};
        QCOMPARE(lines(checkConfig(yaml, overlay)),
            QStringList{u"high schema_required 1:1+6 /argocd/baseUrl"_s});
        overlay.isGlobal = true;
        QCOMPARE(lines(checkConfig(yaml, overlay)),
            QStringList{u"medium schema_required 1:1+6 /argocd/baseUrl"_s});
        overlay.isGlobal = false;
        overlay.below = {layer(Environment::Global, R"({"argocd":{"baseUrl":"x"}})")};
        QCOMPARE(lines(checkConfig(yaml, overlay)), QStringList());
        QVERIFY(isDeployable(checkConfig(yaml, overlay)));
    }

    void secretsAreFoundWithoutASchema()
    {
        const auto problems = checkConfig(
            "sonar:\n  apiKey: abc\n  tokenUrl: https://x\n  passwordLength: 12\n", {});
        QCOMPARE(lines(problems), QStringList{u"high secret_value 2:11+3 /sonar/apiKey"_s});
        QCOMPARE(unkeepable(problems).size(), 1);
    }

    void anUnusableSchemaIsSaidAndHarmless()
    {
        const QJsonObject schema
            = json("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"far.json\"}}}");
        const auto problems = checkConfig("a: 1\n", {schema, {}, false});
        QCOMPARE(lines(problems), QStringList{u"info schema_unusable 1:1+0 "_s});
        const QJsonObject tree
            = json("{\"$ref\":\"#/definitions/"
                   "n\",\"definitions\":{\"n\":{\"type\":\"object\",\"properties\":"
                   "{\"ttl\":{\"type\":\"integer\"},\"next\":{\"$ref\":\"#/definitions/n\"}}}}}");
        QCOMPARE(lines(checkConfig("ttl: x\nnext:\n  ttl: 1\n", {tree, {}, false})),
            QStringList{u"high schema_type 1:6+1 /ttl"_s});
        const QJsonObject circular
            = json("{\"$ref\":\"#/definitions/a\",\"definitions\":{\"a\":{\"$ref\":\"#/definitions/"
                   "a\"}}}");
        QVERIFY(isDeployable(checkConfig("a: 1\n", {circular, {}, false})));
    }
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
