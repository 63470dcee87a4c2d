// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/keeprule.h"

#include "core/contract/routes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct KeptRoute
{
    const char *route;
    KeepClass keepClass;
};

constexpr KeptRoute keptRoutes[] = {
    {routes::meta, KeepClass::Identity},
    {routes::me, KeepClass::Identity},
    {routes::signingKeys, KeepClass::Identity},
    {routes::version, KeepClass::Review},
    {routes::versionEvidence, KeepClass::Review},
    {routes::versionPolicy, KeepClass::Review},
    {routes::versionBases, KeepClass::Review},
    {routes::versionDiff, KeepClass::Review},
    {routes::versionDiffFile, KeepClass::Review},
    {routes::versionFile, KeepClass::Review},
    {routes::versionReviewed, KeepClass::Review},
    {routes::configRevisionDiff, KeepClass::Review},
    {routes::requestComments, KeepClass::Review},
    {routes::requestTimeline, KeepClass::Review},
    {routes::requestSummary, KeepClass::Review},
    {routes::pluginHealth, KeepClass::Review},
    {routes::workflowTemplates, KeepClass::Review},
    {routes::workflowTemplate, KeepClass::Review},
    {routes::workflowTemplateVersions, KeepClass::Review},
    {routes::workflowReasons, KeepClass::Review},
    {routes::delegations, KeepClass::Review},
    {routes::delegationCandidates, KeepClass::Review},
    {routes::policies, KeepClass::Review},
    {routes::policyVersions, KeepClass::Review},
    {routes::configEffective, KeepClass::Configuration},
    {routes::configRevisions, KeepClass::Configuration},
    {routes::configRevision, KeepClass::Configuration},
    {routes::versionConfigSchema, KeepClass::Configuration},
    {routes::pluginVersions, KeepClass::Registry},
    {routes::pluginCauses, KeepClass::Registry},
    {routes::installations, KeepClass::Registry},
    {routes::operationLog, KeepClass::Registry},
    {routes::dashboards, KeepClass::Dashboards},
    {routes::metricsQueryRange, KeepClass::Dashboards},
    {routes::metricsQuery, KeepClass::Dashboards},
    {routes::auditEvents, KeepClass::Audit},
    {routes::auditVerification, KeepClass::Audit},
};

bool fits(QStringView path, const char *route)
{
    const QList<QStringView> parts = path.split(u'/');
    const QList<QByteArray> wanted = QByteArray::fromRawData(route, qsizetype(qstrlen(route))).split('/');
    return std::ranges::equal(parts, wanted, [](QStringView part, const QByteArray &name) {
        return name.startsWith('{') ? !part.isEmpty() : part == QLatin1String(name);
    });
}

bool isMetric(const ApiRequest &request)
{
    return request.path == QLatin1String(routes::metricsQueryRange) || request.path == QLatin1String(routes::metricsQuery);
}

} // namespace

bool KeepRule::keeps(KeepClass keepClass) const
{
    switch (keepClass) {
    case KeepClass::Audit:
        return audit;
    case KeepClass::Dashboards:
        return dashboards;
    case KeepClass::Registry:
        return registry;
    case KeepClass::Configuration:
        return configuration;
    case KeepClass::Review:
        return review;
    case KeepClass::Identity:
        return true;
    }
    return false;
}

std::optional<KeepClass> keepClassOf(const ApiRequest &request)
{
    if (request.verb != "GET")
        return {};
    // Of the audit trail the newest page stays; older ones are looked for on purpose.
    if (request.path == QLatin1String(routes::auditEvents) && request.query.hasQueryItem(u"cursor"_s))
        return {};
    for (const KeptRoute &kept : keptRoutes) {
        if (fits(request.path, kept.route))
            return kept.keepClass;
    }
    return {};
}

QString keepKeyOf(const ApiRequest &request)
{
    QList<std::pair<QString, QString>> items = request.query.queryItems(QUrl::FullyEncoded);
    if (isMetric(request))
        items.removeIf([](const auto &item) { return item.first != "dashboard"_L1 && item.first != "target"_L1; });
    std::ranges::sort(items);
    QString key = request.path;
    QChar before = u'?';
    for (const auto &[name, value] : std::as_const(items)) {
        key += before + name + u'=' + value;
        before = u'&';
    }
    return key;
}

} // namespace gatehouse
