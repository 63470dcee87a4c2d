// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/schemavalidator.h"

#include "backend/npm/jsonpointer.h"

#include <QJsonArray>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! {"<root>", "[argocd]", "[0]"} → "/argocd/0"
QString pointerOf(const std::vector<std::string> &context)
{
    QString pointer;
    for (size_t i = 1; i < context.size(); ++i) {
        QString step = QString::fromStdString(context[i]);
        if (step.startsWith(u'[') && step.endsWith(u']'))
            step = step.mid(1, step.size() - 2);
        pointer += u'/' + pointerStep(step);
    }
    return pointer;
}

//! Makes of a package's schema one that the library can take without harm. References are written
//! out, because circular ones would exhaust the stack; where a schema refers to itself again,
//! anything goes. Patterns must not reach a regular expression engine without limits, and unknown
//! keys are judged elsewhere.
class Bundler
{
public:
    explicit Bundler(const QJsonObject &root)
        : m_root(root)
    {
    }

    //! Undefined when the schema points outside itself or grows without end.
    QJsonValue bundled()
    {
        const QJsonValue result = value(m_root, 0);
        return m_failed ? QJsonValue(QJsonValue::Undefined) : result;
    }

private:
    QJsonValue value(const QJsonValue &source, int depth)
    {
        if (++m_nodes > nodeLimit || depth > depthLimit) {
            m_failed = true;
            return QJsonValue::Null;
        }
        if (source.isArray()) {
            QJsonArray list;
            const QJsonArray items = source.toArray();
            for (const QJsonValue &item : items)
                list.append(value(item, depth + 1));
            return list;
        }
        if (!source.isObject())
            return source;
        return source[u"$ref"].isString() ? reference(source[u"$ref"].toString(), depth)
                                          : object(source.toObject(), depth);
    }

    QJsonValue object(const QJsonObject &source, int depth)
    {
        QJsonObject result;
        for (auto it = source.begin(); it != source.end(); ++it) {
            const bool pattern = it.key() == u"pattern"_s && it.value().isString();
            const bool patterns = it.key() == u"patternProperties"_s;
            const bool closed = it.key() == u"additionalProperties"_s && it.value().isBool();
            const bool definitions
                = depth == 0 && (it.key() == u"definitions"_s || it.key() == u"$defs"_s);
            if (!pattern && !patterns && !closed && !definitions)
                result.insert(it.key(), value(it.value(), depth + 1));
        }
        return result;
    }

    QJsonValue reference(const QString &name, int depth)
    {
        if (name != u"#"_s && !name.startsWith(u"#/"_s)) {
            m_failed = true;
            return QJsonValue::Null;
        }
        if (m_open.contains(name))
            return QJsonObject();
        QJsonValue target = m_root;
        for (const QString &step : pointerSteps(name.mid(1)))
            target = target.toObject().value(step);
        m_open.append(name);
        const QJsonValue result = value(target, depth + 1);
        m_open.removeLast();
        return result;
    }

    static constexpr int nodeLimit = 50'000;
    static constexpr int depthLimit = 200;
    const QJsonObject &m_root;
    QStringList m_open;
    int m_nodes = 0;
    bool m_failed = false;
};

} // namespace

Result<QList<SchemaViolation>> violations(const QJsonObject &schema, const QJsonObject &document)
{
    const QJsonValue schemaValue = Bundler(schema).bundled();
    if (!schemaValue.isObject())
        return fail(inputError(
            u"schema_unusable"_s, u"The plugin's schema refers to what it does not bring"_s));
    try {
        valijson::Schema compiled;
        valijson::SchemaParser parser;
        const QJsonValue documentValue(document);
        parser.populateSchema(valijson::adapters::QtJsonAdapter(schemaValue), compiled);
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        validator.validate(compiled, valijson::adapters::QtJsonAdapter(documentValue), &results);
        QList<SchemaViolation> found;
        for (const valijson::ValidationResults::Error &error : results)
            found.append({pointerOf(error.context), QString::fromStdString(error.description)});
        return found;
    } catch (const std::exception &exception) {
        return fail(inputError(u"schema_unusable"_s, u"The plugin's schema cannot be used"_s,
            QString::fromUtf8(exception.what())));
    }
}

} // namespace gatehouse
