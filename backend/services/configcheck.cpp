// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configcheck.h"

#include "backend/services/configschema.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QString lastStep(const QString &pointer)
{
    const QStringList steps = pointerSteps(pointer);
    for (qsizetype i = steps.size() - 1; i >= 0; --i) {
        bool number = false;
        steps.at(i).toInt(&number);
        if (!number)
            return steps.at(i);
    }
    return u"The document"_s;
}

//! Names that are only ever given to secrets; tokenUrl and passwordLength are not among them.
bool soundsSecret(const QString &key)
{
    static const QRegularExpression pattern(
        u"(token|password|passwd|passphrase|secret|api[-_]?key|private[-_]?key|access[-_]?key|credentials?)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(key).hasMatch();
}

QJsonValue valueAt(const QJsonObject &root, const QString &pointer)
{
    QJsonValue value = root;
    for (const QString &step : pointerSteps(pointer))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    return value;
}

//! Goes through document and schema together.
class Checker
{
public:
    Checker(const YamlDocument &document, const CheckedOverlay &overlay)
        : m_document(document)
        , m_overlay(overlay)
    {
    }

    QList<ConfigProblem> check()
    {
        if (!m_overlay.schema.isEmpty()) {
            checkTypes();
            checkRequired();
        }
        walk(m_document.root, schemaRoot(m_overlay.schema), {});
        sortByPlace(m_problems);
        return m_problems;
    }

private:
    //! Where the pointer stands, or the nearest key around it that is in the document.
    TextSpan place(QString pointer, bool ofValue) const
    {
        while (!pointer.isEmpty()) {
            if (ofValue && m_document.values.contains(pointer))
                return m_document.values.value(pointer);
            if (m_document.keys.contains(pointer))
                return m_document.keys.value(pointer);
            pointer.truncate(pointer.lastIndexOf(u'/'));
        }
        return {};
    }

    void add(Severity severity, const QString &code, const QString &message, const QString &pointer,
        bool atValue)
    {
        const TextSpan at = place(pointer, atValue);
        m_problems.append({severity, code, message, pointer, at.line, at.column, at.length});
    }

    SchemaNode schemaAt(const QString &pointer) const
    {
        SchemaNode node = schemaRoot(m_overlay.schema);
        QJsonValue value = m_document.root;
        for (const QString &step : pointerSteps(pointer)) {
            const bool inList = value.isArray();
            node = schemaChild(m_overlay.schema, node, step, inList);
            value = inList ? value.toArray().at(step.toInt()) : value.toObject().value(step);
        }
        return node;
    }

    void checkTypes()
    {
        const auto found = violations(m_overlay.schema, m_document.root);
        if (!found) {
            add(Severity::Info, found.error().code,
                u"The plugin's schema cannot be used: values are not checked"_s, {}, false);
            return;
        }
        QSet<QString> told;
        for (const SchemaViolation &violation : *found) {
            if (told.contains(violation.pointer))
                continue;
            const QJsonValue value = valueAt(m_document.root, violation.pointer);
            const QJsonObject schema = schemaAt(violation.pointer).schema;
            const QString code = brokenRule(schema, value);
            if (code.isEmpty() || isReference(value.toString()))
                continue;
            told.insert(violation.pointer);
            const QString wrote
                = code == u"schema_type"_s ? u" You wrote %1."_s.arg(kindOf(value)) : QString();
            add(Severity::High, code,
                u"%1 %2.%3"_s.arg(lastStep(violation.pointer), expectation(schema), wrote),
                violation.pointer, true);
        }
    }

    //! Empty for what only the merged document can answer.
    static QString brokenRule(const QJsonObject &schema, const QJsonValue &value)
    {
        if (!hasType(schema, value))
            return u"schema_type"_s;
        const QJsonArray choices = schema.value(u"enum"_s).toArray();
        if (!choices.isEmpty() && !choices.contains(value))
            return u"schema_enum"_s;
        const double number = value.toDouble();
        const bool low = value.isDouble() && schema.contains(u"minimum"_s)
            && number < schema.value(u"minimum"_s).toDouble();
        const bool high = value.isDouble() && schema.contains(u"maximum"_s)
            && number > schema.value(u"maximum"_s).toDouble();
        return low || high ? u"schema_range"_s : QString();
    }

    void checkRequired()
    {
        const QJsonObject merged = mergeConfig(mergeLayers(m_overlay.below), m_document.root);
        const auto found = violations(m_overlay.schema, merged);
        if (!found)
            return;
        static const QRegularExpression missing(u"^Missing required property '(.*)'"_s);
        for (const SchemaViolation &violation : *found) {
            const QString key = missing.match(violation.text).captured(1);
            if (key.isEmpty())
                continue;
            const Severity severity = m_overlay.isGlobal ? Severity::Medium : Severity::High;
            const QString where = m_overlay.isGlobal
                ? u"%1 is required: set it here or in every environment."_s
                : u"%1 is required and set in no overlay."_s;
            add(severity, u"schema_required"_s, where.arg(key),
                violation.pointer + u'/' + pointerStep(key), false);
        }
    }

    void walk(const QJsonObject &object, const SchemaNode &node, const QString &pointer)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QString at = pointer + u'/' + pointerStep(it.key());
            const SchemaNode child = schemaChild(m_overlay.schema, node, it.key(), false);
            if (!child.isKnown && !m_overlay.schema.isEmpty()) {
                add(Severity::Medium, u"unknown_key"_s,
                    u"%1 is not a key that this plugin knows."_s.arg(it.key()), at, false);
                checkSecrets(it.key(), it.value(), child, at);
                continue;
            }
            checkDeprecated(it.key(), child, at);
            visit(it.key(), it.value(), child, at);
        }
    }

    void visit(
        const QString &key, const QJsonValue &value, const SchemaNode &node, const QString &pointer)
    {
        if (value.isObject()) {
            walk(value.toObject(), node, pointer);
        } else if (value.isArray()) {
            const QJsonArray list = value.toArray();
            for (qsizetype i = 0; i < list.size(); ++i) {
                const QString step = QString::number(i);
                visit(key, list.at(i), schemaChild(m_overlay.schema, node, step, true),
                    pointer + u'/' + step);
            }
        } else {
            checkSecret(key, value, node, pointer);
            checkPattern(key, value, node, pointer);
        }
    }

    //! Below a key that the schema does not know, names alone tell what is secret.
    void checkSecrets(
        const QString &key, const QJsonValue &value, const SchemaNode &node, const QString &pointer)
    {
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                checkSecrets(it.key(), it.value(), node, pointer + u'/' + pointerStep(it.key()));
        } else if (value.isArray()) {
            const QJsonArray list = value.toArray();
            for (qsizetype i = 0; i < list.size(); ++i)
                checkSecrets(key, list.at(i), node, pointer + u'/' + QString::number(i));
        } else {
            checkSecret(key, value, node, pointer);
        }
    }

    void checkSecret(
        const QString &key, const QJsonValue &value, const SchemaNode &node, const QString &pointer)
    {
        const bool secret = node.isSecret || (soundsSecret(key) && !node.isPublic);
        const bool scalar = (value.isString() && !value.toString().isEmpty())
            || (value.isDouble() && node.isSecret);
        if (!secret || !scalar || key.startsWith(u'$') || isReference(value.toString()))
            return;
        add(Severity::High, u"secret_value"_s,
            u"%1 is a secret: write a reference, ${NAME} or vault:path, never the value."_s.arg(
                key),
            pointer, true);
    }

    void checkPattern(
        const QString &key, const QJsonValue &value, const SchemaNode &node, const QString &pointer)
    {
        const QString pattern = node.schema.value(u"pattern"_s).toString();
        if (pattern.isEmpty() || !value.isString() || isReference(value.toString()))
            return;
        const QRegularExpression expression(pattern);
        if (expression.isValid() && !expression.match(value.toString()).hasMatch())
            add(Severity::High, u"schema_pattern"_s, u"%1 must look like %2."_s.arg(key, pattern),
                pointer, true);
    }

    void checkDeprecated(const QString &key, const SchemaNode &node, const QString &pointer)
    {
        const QJsonValue deprecated = node.schema.value(u"deprecated"_s);
        if (deprecated.isString())
            add(Severity::Medium, u"deprecated"_s,
                u"%1 is deprecated: %2"_s.arg(key, deprecated.toString()), pointer, false);
        else if (deprecated.toBool())
            add(Severity::Medium, u"deprecated"_s, u"%1 is deprecated."_s.arg(key), pointer, false);
    }

    const YamlDocument &m_document;
    const CheckedOverlay &m_overlay;
    QList<ConfigProblem> m_problems;
};

} // namespace

bool isReference(const QString &text)
{
    // A default inside the braces would be a value again.
    static const QRegularExpression variable(u"\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}"_s);
    return text.startsWith(u"vault:"_s) ? text.size() > 6 : variable.match(text).hasMatch();
}

QList<ConfigProblem> checkConfig(const QByteArray &yaml, const CheckedOverlay &overlay)
{
    const YamlDocument document = parseYaml(yaml);
    if (!document.problems.isEmpty())
        return document.problems;
    return Checker(document, overlay).check();
}

bool isDeployable(const QList<ConfigProblem> &problems)
{
    return std::ranges::none_of(problems, [](const ConfigProblem &problem) {
        return problem.severity == Severity::High || problem.severity == Severity::Critical;
    });
}

QList<ConfigProblem> unkeepable(const QList<ConfigProblem> &problems)
{
    QList<ConfigProblem> list;
    for (const ConfigProblem &problem : problems) {
        if (problem.code.startsWith(u"yaml_"_s) || problem.code == u"secret_value"_s)
            list.append(problem);
    }
    return list;
}

} // namespace gatehouse::services
